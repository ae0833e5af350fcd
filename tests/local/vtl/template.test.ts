/** What templates print: references, directives, white space and escapes. */
import { render } from './render.ts';

const variables = {
  title: 'Dune',
  stock: 5,
  price: 9.5,
  tags: ['desert', 'spice', { kind: 'worm' }],
  book: { id: 'dune', year: 1965, isbn: null, 'x-shelf': 'B2' },
  available: true,
  sold: false,
};

const printed = (cases: [string, string][]) => {
  it.each(cases)('prints %j as %j', (template, expected) => {
    expect(render(template, { variables })).toBe(expected);
  });
};

describe('References', () => {
  printed([
    ['$title', 'Dune'],
    ['$!title ${title} $!{title}', 'Dune Dune Dune'],
    ['${title}s $title.', 'Dunes Dune.'],
    ['$book.year/$book.id', '1965/dune'],
    ['$book.x-shelf', 'B2'],
    ["$book['id'] $book[ 'id' ]", 'dune dune'],
    ['$tags[0] $tags[-1].kind $tags.get(1)', 'desert worm spice'],
    ['[$unknown] [$book.unknown.deeper] [$unknown.foo().bar[0]]', '[] [] []'],
    ['[$book.isbn] [$book.isbn.length()]', '[] []'],
    ['[$title.unknown()] [$stock.length()] [$title.concat(1)]', '[] [] []'],
    ['$title-$stock', '5'],
    ['$ $5 $$title', '$ $5 $Dune'],
    ['a $! b', 'a $ b'],
    ['${ title } ${} $[0]', '${ title } ${} $[0]'],
    ['$title.1 $title._x $title .id', 'Dune.1 Dune._x Dune .id'],
    ['$title() $title (x)', 'Dune() Dune (x)'],
    ['{"t":"$title","y":$book.year}', '{"t":"Dune","y":1965}'],
    ['$tags.size()$title.length()', '34'],
    ['$book.get("id").toUpperCase().substring(0, 2)', 'DU'],
  ]);
});

describe('Escapes', () => {
  printed([
    ['\\$title', '$title'],
    ['\\\\$title', '\\Dune'],
    ['\\\\\\$title', '\\$title'],
    ['\\$unknown.foo(1)', '$unknown.foo(1)'],
    ['\\${title}x', '${title}x'],
    ['\\$5 \\ \\n', '\\$5 \\ \\n'],
    ['\\#if($available)', '#if(true)'],
    ['\\\\#if($available)x#end', '\\x'],
    ['\\#shelf', '\\#shelf'],
    ['\\\\#set($x = 1)$x', '\\\\1'],
    ['#[[ $title #if ]]#!', ' $title #if !'],
  ]);
});

describe('Comments', () => {
  printed([
    ['## first\nDune', 'Dune'],
    ['a ## b\nc', 'a c'],
    ['a #* b\n *# c', 'a  c'],
    ['#** formal *#x', 'x'],
    ['$title## note\n!', 'Dune!'],
    ['$book.id## note\n!', 'dune## note\n!'],
  ]);
});

describe('White space around directives', () => {
  printed([
    ['#set($x = 1)\n$x', '1'],
    ['#set($x = 1)  \n$x', '1'],
    ['  #set($x = 1)\n  #set($y = 2)\n$x$y', '12'],
    ['$title  #set($x = 1)!', 'Dune!'],
    ['a\n  #set($x = 1)\nb', 'a\n  b'],
    ['a #set($x = 1) b', 'a  b'],
    ['#if($available)\na\n#end\nb', 'a\nb'],
    ['#if($available) a #end b', ' a  b'],
    ['#if($sold)\na\n#else\nb\n#end\nc', 'b\nc'],
    ['x\n  #if($available)\n  a\n  #end\ny', 'x\n    a\n  y'],
    ['#foreach($tag in [1, 2])\n$tag,\n#end\n.', '1,\n2,\n.'],
    ['#foreach($n in [1, 2])\n"$n"#if($foreach.hasNext),#end\n\n#end\n', '"1",\n"2"\n'],
    ['#if($available)\r\na\r\n#end\r\nb', 'a\r\nb'],
  ]);
});

describe('#set', () => {
  printed([
    ['#set($x = "new")$x', 'new'],
    ['#set(\n$x\n=\n1\n)$x', '1'],
    ['#{set}($x = 1)$x', '1'],
    ['#set ($x = 1)$x', '1'],
    ['#set($book.year = 1966)$book.year', '1966'],
    ['#set($key = "shelf")#set($book[$key] = "C")$book.shelf', 'C'],
    ['#set($tags[0] = "sand")$tags[0]', 'sand'],
    ['#set($a = {})#set($a.b = {})#set($a.b["c"] = 1)$a', '{b={c=1}}'],
    ['#set($x = $unknown)[$x]$x.length()', '[]0'],
    ['#set($x = 7)#set($x = $book.isbn)[$x]', '[]'],
    ['#set($x = 7)#set($x = $stock / 0)$x', '7'],
    ['#set($unknown.member = 1)$unknown', ''],
    ['#set(${x} = 1)[$x]#set($!x = 1)[$x]', '[][]'],
    ['#set $x = 1', '#set  = 1'],
  ]);
});

describe('#if', () => {
  printed([
    ['#if($available)yes#end', 'yes'],
    ['#if($sold)yes#{else}no#end', 'no'],
    ['#if($unknown)yes#{else}no#end', 'yes'],
    ['#if($book.isbn)yes#{else}no#end', 'yes'],
    ['#if(!$unknown)yes#{else}no#end', 'no'],
    ['#if($stock)yes#end#if($title)yes#end', 'yesyes'],
    ['#if("a")yes#{else}no#end#if(1)yes#{else}no#end#if([])yes#{else}no#end', 'nonono'],
    ['#if($sold)a#elseif($stock == 5)b#{else}c#end', 'b'],
    ['#if($sold)a#elseif($sold)b#{else}c#end', 'c'],
    ['#if($available)#if($sold)a#{else}b#end#end', 'b'],
    ['#if (not $sold)yes#end', 'yes'],
    ['#if($unknown == $null)a#end#if($unknown == "")b#end#if($book.isbn == "")c#end', 'abc'],
    ['#if([] == "")yes#{else}no#end', 'no'],
  ]);

  it('takes a word that only starts like a directive for text', () => {
    expect(render('#ifx #elsewhere #ending #13ff93 #{shelf}')).toBe('#ifx #elsewhere #ending #13ff93 #{shelf}');
  });
});

describe('#foreach', () => {
  printed([
    ['#foreach($n in [1..3])$n #end', '1 2 3 '],
    ['#foreach($n in [2..-1])$n #end', '2 1 0 -1 '],
    ['#foreach($n in [1..$stock])$n#end', '12345'],
    ['#foreach($value in $book)[$value]#end', '[dune][1965][][B2]'],
    ['#foreach($e in $book.entrySet())$e.key=$e.value #end', 'id=dune year=1965 isbn= x-shelf=B2 '],
    ['#foreach($n in [7, 8])$foreach.index$foreach.count$velocityCount #end', '011 122 '],
    ['#foreach($n in [7, 8])$foreach.first/$foreach.last #end', 'true/false false/true '],
    ['#foreach($n in [7, 8])$n#if($velocityHasNext), #end#end', '7, 8'],
    ['#foreach($a in [1, 2])#foreach($b in [1])$foreach.parent.count#end#end', '12'],
    ['#foreach($a in [1, 2])#foreach($b in [1])$foreach.topmost.index#end#end', '01'],
    ['#set($n = 9)#foreach($n in [1])$n#end$n', '19'],
    ['#foreach($n in [1])$n#end[$n]', '1[]'],
    ['#foreach($n in $unknown)x#end#foreach($n in "ab")x#end#foreach($n in $stock)x#end', ''],
    ['#foreach($n in [1..5])$n#if($n == 2)#break#end#end!', '12!'],
    ['#foreach($t in $tags.iterator())#if($foreach.first)$t#end#end', 'desert'],
    ['#foreach($n in [1..2000])#if($foreach.count > 998)$n #end#end', '999 1000 '],
    ['#foreach(${n} in [1, 2])$n#end', '12'],
  ]);
});

describe('#define, #macro, #stop and unknown directives', () => {
  printed([
    ['#define($line)<$n>#end#foreach($n in [1, 2])$line#end', '<1><2>'],
    ['#define($line)$x#end#set($x = 1)$line#set($x = 2)$line', '12'],
    ['#define($b)x#end$b() "$b"#if($b == "x")!#end', 'x() "x"!'],
    ['#define($b)$b.#end$b', '$b..'],
    ['#macro(shelf $x)never#end#shelf("A")', '#shelf("A")'],
    ['#evaluate($title) #parse("a") #include("b")', '#evaluate($title) #parse("a") #include("b")'],
    ['#shelf($title "a" 1 word)\nx', '#shelf($title "a" 1 word)\nx'],
    ['#@shelf()body#end!', '#@shelf()body#end!'],
    ['a#stop b', 'a'],
    ['#if(true)a#{stop}b#end c', 'a'],
    ['a#break b', 'a'],
  ]);
});

describe('Lone markers', () => {
  printed([
    ['$#if(true)x#end', 'x'],
    ['a # #set($x = 1)b', 'a b'],
    ['$ #if(true)x#end', '$ x'],
    ['$#shelf', '$#shelf'],
    ['$#stop!', '$#stop!'],
  ]);
});

describe('A compiled template', () => {
  it('renders every time from the start', () => {
    const template = '#set($n = $n + 1)$n';
    expect([render(template, { variables: { n: 1 } }), render(template, { variables: { n: 1 } })]).toEqual(['2', '2']);
  });

  it('leaves the variables that it is given as they are', () => {
    const given = { book: { tags: ['a'] } };
    render('#set($ignore = $book.tags.add("b"))#set($book.title = "x")', { variables: given });
    expect(given).toEqual({ book: { tags: ['a'] } });
  });
});
