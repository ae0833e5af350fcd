/** Compiles text, references and directives to closures that print. */
import type { Compilers, Render } from './compile.ts';
import { compileForeach } from './compile-foreach.ts';
import { compileAssignment, compileReference } from './compile-reference.ts';
import { DefinedBlock } from './defined-block.ts';
import { toText } from './printing.ts';
import { breakSignal, stopSignal } from './signals.ts';
import type { Node } from './syntax-tree.ts';

export function compileBlock(nodes: readonly Node[], compilers: Compilers): Render {
  const renders = nodes.map((node) => compileNode(node, compilers));
  const [only] = renders;
  if (only && renders.length === 1) return only;
  return (frame) => {
    for (const render of renders) render(frame);
  };
}

function compileNode(node: Node, compilers: Compilers): Render {
  switch (node.kind) {
    case 'text': {
      const { text } = node;
      return (frame) => frame.print(text);
    }
    case 'print': {
      const value = compileReference(node.reference, compilers);
      return (frame) => frame.print(toText(value(frame)));
    }
    case 'set':
      return compileSet(node, compilers);
    case 'if':
      return compileIf(node, compilers);
    case 'foreach':
      return compileForeach(node, compilers);
    case 'define':
      return compileDefine(node, compilers);
    case 'stop':
      return () => {
        throw stopSignal;
      };
    case 'break':
      return () => {
        throw breakSignal;
      };
  }
}

type Kind<K extends Node['kind']> = Extract<Node, { kind: K }>;

/** A null leaves the variable as it was. */
function compileSet({ target, value }: Kind<'set'>, compilers: Compilers): Render {
  const compute = compilers.expression(value);
  const assign = compileAssignment(target, compilers);
  return (frame) => {
    const result = compute(frame);
    if (result !== null) assign(result, frame);
  };
}

function compileIf({ branches, otherwise }: Kind<'if'>, compilers: Compilers): Render {
  const compiled = branches.map(({ condition, body }) => ({
    holds: compilers.condition(condition),
    render: compilers.block(body),
  }));
  const renderOtherwise = compilers.block(otherwise);
  return (frame) => {
    for (const { holds, render } of compiled) if (holds(frame)) return render(frame);
    renderOtherwise(frame);
  };
}

function compileDefine({ reference, body }: Kind<'define'>, compilers: Compilers): Render {
  const name = reference.root;
  const render = compilers.block(body);
  const assign = compileAssignment({ ...reference, steps: [] }, compilers);
  return (frame) => assign(new DefinedBlock(name, () => frame.capture(render)), frame);
}
