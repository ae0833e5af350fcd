/** An alias on its way to another version. */

import { moveAlias } from '../../../scripts/canary/move-alias.ts';
import { type FakeRelease, startFakeRelease } from '../../support/aws/release.ts';

let release: FakeRelease;
beforeEach(async () => {
  release = await startFakeRelease();
});
afterEach(() => release.stop());

const move = (revisionId: string) =>
  moveAlias(release.clients.lambda, {
    functionName: 'getCover',
    aliasName: 'live',
    from: { version: '1', description: '', revisionId },
    toVersion: '1',
    description: 'moved',
  });

describe('moveAlias', () => {
  it('moves it, and gives its new revision', async () => {
    const before = release.lambda.functions.get('getCover')?.aliases.get('live')?.RevisionId ?? '';
    const moved = await move(before);
    const after = release.lambda.functions.get('getCover')?.aliases.get('live');
    expect(after).toMatchObject({ FunctionVersion: '1', Description: 'moved' });
    expect(moved.revisionId).toBe(after?.RevisionId);
  });

  it('does not move what somebody else has moved since it was read', async () => {
    await expect(move('an older revision')).rejects.toMatchObject({ name: 'PreconditionFailedException' });
  });
});
