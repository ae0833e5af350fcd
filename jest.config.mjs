/** Tests are compiled by swc as CommonJS, so that jest needs no experimental flag. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  setupFiles: ['<rootDir>/tests/support/environment.mjs'],
  testTimeout: 20_000,
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.(ts|mjs)$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: false } },
        module: { type: 'commonjs' },
      },
    ],
  },
};
