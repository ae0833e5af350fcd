/** Puts the inspector into another page, such as the storefront, as a drawer at the bottom. */
import './elements/inspector-drawer.ts';

/** `inspectorUrl` is where the inspector's server is; a deployed stack has none. */
export function addInspectorDrawer(inspectorUrl: string): void {
  const drawer = document.createElement('inspector-drawer');
  drawer.base = inspectorUrl;
  document.body.append(drawer);
}
