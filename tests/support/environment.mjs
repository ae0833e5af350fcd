/** For every test file: no word of the AWS SDK that it will want a newer Node.js one day, no metrics among the results. */

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.env.POWERTOOLS_METRICS_DISABLED = 'true';
