/** `$util`. */
import { TemplateRenderError } from '../../../local/vtl/errors.ts';
import { render } from './render.ts';

const call = (name: string, text: unknown) => render(`$util.${name}($text)`, { variables: { text } });

describe('$util.escapeJavaScript', () => {
  it.each([
    ['plain', 'plain'],
    [`it's "so"`, `it\\'s \\"so\\"`],
    ['a\\b/c', 'a\\\\b\\/c'],
    ['a\tb\nc\r\f\b', 'a\\tb\\nc\\r\\f\\b'],
    ['\u0001\u001f', '\\u0001\\u001F'],
    ['é€', '\\u00E9\\u20AC'],
    ['📚', '\\uD83D\\uDCDA'],
    [5, '5'],
    [null, ''],
  ])('turns %j into %s', (text, expected) => {
    expect(call('escapeJavaScript', text)).toBe(expected);
  });

  it.each([`it's`, `a\\'b`, `\\`, `"'"`, `</script>`, 'line\nline', "'''", "\\\\'"])(
    'makes %j safe inside JSON together with the replaceAll idiom',
    (text) => {
      const template = `{"v":"$util.escapeJavaScript($text).replaceAll("\\\\'","'")"}`;
      expect(JSON.parse(render(template, { variables: { text } }))).toEqual({ v: text });
    },
  );
});

describe('$util.parseJson', () => {
  it.each([
    ['{"a":[1,2]}', '$o.a[1]', '2'],
    ['{"a":{"b":"c"}}', '$o.a', '{b=c}'],
    ['[{"a":1}]', '$o', '[{"a":1}]'],
    ['""', '[$o]', '[]'],
    ['', '[$o]', '[]'],
  ])('reads %s', (text, template, expected) => {
    expect(render(`#set($o = $util.parseJson($text))${template}`, { variables: { text } })).toBe(expected);
  });

  it('fails for JSON that breaks off', () => {
    expect(() => call('parseJson', '{"a":')).toThrow(TemplateRenderError);
  });
});

describe('Encodings', () => {
  it.each([
    ['urlEncode', `a b&c=ü*-._~'()!`, 'a+b%26c%3D%C3%BC*-._%7E%27%28%29%21'],
    ['urlEncode', '\ud800', '%3F'],
    ['urlDecode', 'a+b%20%C3%BC', 'a b ü'],
    ['urlDecode', 'ü+1', 'ü 1'],
    ['base64Encode', 'Grüße', 'R3LDvMOfZQ=='],
    ['base64Decode', 'R3LDvMOfZQ==', 'Grüße'],
    ['toJson', '{}', ''],
    ['constructor', '{}', ''],
  ])('%s(%j) is %j', (name, text, expected) => {
    expect(call(name, text)).toBe(expected);
  });

  it('fails to decode a lone percent sign', () => {
    expect(() => call('urlDecode', '100%')).toThrow(TemplateRenderError);
  });
});
