/** A plugin of the renderer: landmarks and a heading for screen readers, and no choice of the one server. */

type Component = (props: object) => unknown;

interface System {
  readonly React: { createElement(type: unknown, props: object | null, ...children: unknown[]): unknown };
}

type Wrap = (original: Component, system: System) => Component;

export const plainerPage = {
  components: { ServersContainer: () => null },
  wrapComponents: {
    InfoContainer: inSection('About'),
    SchemesContainer: inSection('Who calls'),
    operations: underHeading,
  },
};

function inSection(label: string): Wrap {
  return (original, { React }) =>
    (props) =>
      React.createElement('section', { 'aria-label': label }, React.createElement(original, props));
}

function underHeading(original: Component, { React }: System): Component {
  return (props) =>
    React.createElement(
      'div',
      null,
      React.createElement('h2', { className: 'visually-hidden' }, 'Routes'),
      React.createElement(original, props),
    );
}
