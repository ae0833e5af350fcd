/** The storefront on its way into the bucket. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invalidate } from '../../../scripts/deploy/invalidate.ts';
import { listStorefrontFiles, toPublicOutputs } from '../../../scripts/deploy/storefront-files.ts';
import { uploadStorefront } from '../../../scripts/deploy/upload-storefront.ts';
import { BUCKET, type FakeRelease, startFakeRelease } from '../../support/aws/release.ts';
import { AwsError } from '../../support/aws/service.ts';

const outputs = {
  ApiUrl: 'https://api.example',
  StorefrontUrl: 'https://shop.example',
  Region: 'eu-central-1',
  UserPoolId: 'pool',
  UserPoolClientId: 'client',
  BooksTable: 'books',
  StorefrontBucket: 'bucket',
};
let folder: string;
let release: FakeRelease;

beforeEach(async () => {
  release = await startFakeRelease();
  folder = mkdtempSync(join(tmpdir(), 'storefront-'));
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, 'api-docs/assets'), { recursive: true });
  for (const name of [
    'index.html',
    'favicon.svg',
    'assets/main-XC6HCSUR.js',
    'assets/main-PLTBHG4O.css',
    'assets/logo.png',
    'api-docs/index.html',
    'api-docs/assets/main-QYANYGV4.js',
  ]) {
    writeFileSync(join(folder, name), name);
  }
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await release.stop();
});

const list = () => listStorefrontFiles(folder, outputs);
const upload = () => uploadStorefront(release.clients.s3, BUCKET, list());

describe('the files of the storefront', () => {
  it('have the type and the time that browsers may keep them', () => {
    expect(list().map(({ key, contentType, cacheControl }) => [key, contentType, cacheControl])).toEqual([
      ['api-docs/assets/main-QYANYGV4.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
      ['assets/logo.png', 'image/png', 'public, max-age=86400'],
      ['assets/main-PLTBHG4O.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
      ['assets/main-XC6HCSUR.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
      ['favicon.svg', 'image/svg+xml', 'public, max-age=86400'],
      ['api-docs/index.html', 'text/html; charset=utf-8', 'no-cache'],
      ['outputs.json', 'application/json; charset=utf-8', 'no-cache'],
      ['index.html', 'text/html; charset=utf-8', 'no-cache'],
    ]);
  });

  it('tell visitors addresses, but no names of buckets and tables', () => {
    expect(toPublicOutputs(outputs)).toEqual({
      ApiUrl: 'https://api.example',
      StorefrontUrl: 'https://shop.example',
      Region: 'eu-central-1',
      UserPoolId: 'pool',
      UserPoolClientId: 'client',
    });
    const file = list().find(({ key }) => key === 'outputs.json');
    expect(JSON.parse(file?.body.toString() ?? '')).toEqual(toPublicOutputs(outputs));
  });

  it('hold the outputs of the stack, whatever a build has left in their place', () => {
    writeFileSync(join(folder, 'outputs.json'), '{"ApiUrl":"http://localhost"}');
    const files = list().filter(({ key }) => key === 'outputs.json');
    expect(files.map(({ body }) => JSON.parse(body.toString()).ApiUrl)).toEqual(['https://api.example']);
  });
});

describe('the upload', () => {
  it('puts them into the bucket with their headers', async () => {
    await upload();
    expect(release.s3.keys(BUCKET)).toHaveLength(8);
    expect(release.s3.find(BUCKET, 'assets/main-XC6HCSUR.js')).toMatchObject({
      contentType: 'text/javascript; charset=utf-8',
      cacheControl: 'public, max-age=31536000, immutable',
      body: Buffer.from('assets/main-XC6HCSUR.js'),
    });
    expect(release.s3.find(BUCKET, 'index.html')).toMatchObject({
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'no-cache',
    });
  });

  it('deletes what is not of this release, on every page of the list', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'old-1', 'old-2', 'z']) release.s3.put(BUCKET, `assets/${name}.js`, 'old');
    expect(await upload()).toBe(7);
    expect(release.s3.keys(BUCKET)).toEqual(
      list()
        .map(({ key }) => key)
        .sort(),
    );
  });

  it('deletes nothing before all is there', async () => {
    release.s3.put(BUCKET, 'assets/main-OLDOLDOL.js', 'old');
    release.s3.put(BUCKET, 'index.html', 'the page before');
    release.aws.refuse('PutObject', new AwsError(403, 'AccessDenied', 'Not yours'), 5);
    await expect(upload()).rejects.toThrow('Not yours');
    expect(release.s3.find(BUCKET, 'assets/main-OLDOLDOL.js')).toBeDefined();
    expect(release.s3.find(BUCKET, 'index.html')?.body.toString()).toBe('the page before');
  });

  it('goes on where it stopped', async () => {
    release.aws.refuse('PutObject', new AwsError(403, 'AccessDenied', 'Not yours'), 2);
    await expect(upload()).rejects.toThrow('Not yours');
    await upload();
    expect(release.s3.keys(BUCKET)).toHaveLength(8);
  });
});

describe('the invalidation', () => {
  it('names every file that keeps its name', async () => {
    await invalidate(release.clients.cloudFront, 'E1', list());
    expect(release.cloudFront.invalidations).toEqual([
      {
        distributionId: 'E1',
        paths: ['/assets/logo.png', '/favicon.svg', '/api-docs/index.html', '/outputs.json', '/index.html'],
      },
    ]);
  });
});
