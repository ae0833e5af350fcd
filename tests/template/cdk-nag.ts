/** Looks at a compiled template with cdk-nag's packs and with CloudFormation's own lint rules. */

import { App, CloudFormationValidatePlugin, type PolicyViolation, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';

/** What a rule could not decide is a finding, too. */
export interface Finding {
  readonly logicalId: string;
  /** Such as `AwsSolutions-DDB3`. */
  readonly rule: string;
  readonly says: string;
}

/** One for all templates: to load its rules takes seconds. */
const cloudFormation = new CloudFormationValidatePlugin();

export function inspect(templateFile: string): readonly Finding[] {
  const stack = new Stack(new App({ analyticsReporting: false }), 'bookstore');
  new CfnInclude(stack, 'Template', { templateFile });
  const packs = [new AwsSolutionsChecks(), new ServerlessChecks()];
  const reports = packs.map((pack) => pack.validateScope(stack));
  return [...reports, lint(templateFile)].flatMap(({ violations }) => violations.flatMap(toFindings));
}

/** Of the file as it deploys: all that is a failure (F), an error (E) or a warning (W). */
function lint(templatePath: string) {
  const template = { templatePath, stackConstructPath: 'template', accountId: undefined, region: undefined };
  return cloudFormation.validate({
    stackTemplates: [template],
    templatePaths: [templatePath],
    appConstruct: new App(),
  });
}

function toFindings({ ruleName, description, violatingResources }: PolicyViolation): readonly Finding[] {
  return violatingResources.map(({ resourceLogicalId, constructPath = '' }) => ({
    logicalId: resourceLogicalId ?? constructPath.split('/').at(-1) ?? '',
    rule: ruleName,
    says: description,
  }));
}
