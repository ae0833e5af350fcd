/** What the inspector does not do, with a status and a sentence for the page. */

export class InspectorRefusal extends Error {
  override readonly name = 'InspectorRefusal';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
