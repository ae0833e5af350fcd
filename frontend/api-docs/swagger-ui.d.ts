/** What the page uses of swagger-ui-dist, which brings no types. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  function SwaggerUIBundle(options: {
    readonly dom_id: string;
    readonly spec: object;
    readonly deepLinking: boolean;
    readonly displayRequestDuration: boolean;
    readonly validatorUrl: null;
    readonly plugins: readonly unknown[];
  }): unknown;
  export = SwaggerUIBundle;
}
