/** Settings that the template hands to a function. */

/** Read at module load, so that a missing setting fails the deployment's first call and not the thousandth. */
export function getSetting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set. serverless.yml sets it for this function.`);
  return value;
}
