/** For every test file: the AWS SDK says with each process that it will want a newer Node.js one day. */

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
