/** Prints what a client would call instead of calling it. */

/** What every client of the SDK has. */
interface AnyClient {
  readonly middlewareStack: { add(middleware: never, options: { step: 'initialize'; priority: 'high' }): void };
}

interface Context {
  readonly clientName?: string;
  readonly commandName?: string;
}

/** Answers a call, by the command's name and input, as AWS might. */
export type Answer = (commandName: string, input: unknown) => object;

/** Nothing leaves this machine through the client any more, so it needs no credentials. */
export function rehearse(client: AnyClient, answer: Answer, print: (line: string) => void): void {
  const middleware = (_next: unknown, context: Context) => async (call: { readonly input: unknown }) => {
    const { clientName = '', commandName = '' } = context;
    const operation = commandName.replace(/Command$/, '');
    const kind = /^(Get|List|Describe)/.test(operation) ? 'reads  ' : 'changes';
    print(`${kind} ${clientName.replace(/Client$/, '')} ${operation} ${JSON.stringify(call.input)}`);
    return { output: { $metadata: {}, ...answer(operation, call.input) }, response: {} };
  };
  // Each client's own type of middleware differs in its inputs alone, and this one takes any.
  client.middlewareStack.add(middleware as never, { step: 'initialize', priority: 'high' });
}
