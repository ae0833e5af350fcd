/** Stands in for the SDK's whole credential chain when a function is bundled: Lambda puts credentials into the environment. */

export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
