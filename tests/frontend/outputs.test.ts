/** Where the storefront learns the API's address, and what it says when it can't. */
import { loadOutputs } from '../../frontend/outputs.ts';

const answer =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status });

describe('loadOutputs', () => {
  it('reads the address of the API, without a slash at the end', async () => {
    const file = JSON.stringify({ ApiUrl: 'http://localhost:8081/dev/', Region: 'us-east-1', BooksTable: 'Books' });
    expect(await loadOutputs(answer(file))).toEqual({ ApiUrl: 'http://localhost:8081/dev', Region: 'us-east-1' });
  });

  it.each([
    ['an error', answer('Not Found', 404), '/outputs.json was answered with status 404.'],
    ['a page', answer('<!doctype html>'), '/outputs.json is not JSON.'],
    ['null', answer('null'), '/outputs.json has no ApiUrl.'],
    ['no address', answer('{"Region":"us-east-1"}'), '/outputs.json has no ApiUrl.'],
    ['an empty address', answer('{"ApiUrl":"","Region":"us-east-1"}'), '/outputs.json has no ApiUrl.'],
    ['no region', answer('{"ApiUrl":"http://localhost"}'), '/outputs.json has no Region.'],
    ['no answer', () => Promise.reject(new TypeError('fetch failed')), '/outputs.json could not be loaded.'],
  ])('refuses %s', async (_, fetchFile, message) => {
    await expect(loadOutputs(fetchFile)).rejects.toMatchObject({ code: 'no-outputs', message });
  });
});
