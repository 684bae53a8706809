//! Languages of braces, `//` and `/* */`.
use super::{BACKTICK, DOUBLE, Language, PLAIN, Quote, SINGLE, TRIPLE, TRIPLE_SINGLE};

const CURLY: Language =
    Language { lines: &["//"], blocks: &[("/*", "*/")], signs: "@", calls: true, capitals: true, ..PLAIN };

const TEMPLATE: Quote = Quote { variables: true, ..BACKTICK };
const FILLED: Quote = Quote { variables: true, ..DOUBLE };
const VERBATIM: Quote = Quote { open: "@\"", escape: None, lines: true, ..DOUBLE };

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        names: "rust rs",
        keywords: "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod \
                   move mut pub ref return self Self static struct super trait type union unsafe use where while yield",
        constants: "true false",
        types: "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize",
        nested: true,
        quotes: &[Quote { lines: true, ..DOUBLE }, SINGLE],
        prefixes: true,
        hashes: true,
        lifetimes: true,
        ..CURLY
    },
    Language {
        names: "go golang",
        keywords: "break case chan const continue default defer else fallthrough for func go goto if import interface \
                   map package range return select struct switch type var",
        constants: "true false nil iota",
        types: "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune \
                string uint uint8 uint16 uint32 uint64 uintptr",
        quotes: &[DOUBLE, SINGLE, Quote { escape: None, ..BACKTICK }],
        ..CURLY
    },
    Language {
        names: "java",
        keywords: "abstract assert break case catch class continue default do else enum exports extends final finally \
                   for if implements import instanceof interface module native new non-sealed package permits private \
                   protected public record requires return sealed static strictfp super switch synchronized this throw \
                   throws transient try var volatile when while yield",
        types: "boolean byte char double float int long short void",
        quotes: &[TRIPLE, DOUBLE, SINGLE],
        ..CURLY
    },
    Language {
        names: "kotlin kt kts",
        keywords: "abstract actual annotation as break by catch class companion const constructor continue crossinline \
                   data do else enum expect external final finally for fun get if import in infix init inline inner \
                   interface internal is it lateinit noinline object open operator out override package private \
                   protected public reified return sealed set super suspend tailrec this throw try typealias val var \
                   vararg when where while",
        nested: true,
        quotes: &[Quote { variables: true, ..TRIPLE }, FILLED, SINGLE],
        ..CURLY
    },
    Language {
        names: "scala sbt sc",
        keywords: "abstract case catch class def do else enum export extends extension final finally for forSome given \
                   if implicit import inline lazy match new object opaque open override package private protected \
                   return sealed super then this throw trait transparent try type using val var while with yield",
        nested: true,
        quotes: &[Quote { variables: true, ..TRIPLE }, FILLED, SINGLE],
        lifetimes: true,
        ..CURLY
    },
    Language {
        names: "groovy gradle jenkinsfile",
        keywords: "abstract as assert break case catch class continue def default do else enum extends final finally \
                   for if implements import in instanceof interface new package private protected public return static \
                   super switch synchronized this throw throws trait transient try var void volatile while",
        types: "boolean byte char double float int long short",
        quotes: &[Quote { variables: true, ..TRIPLE }, TRIPLE_SINGLE, FILLED, SINGLE],
        ..CURLY
    },
    Language {
        names: "c h",
        keywords: "alignas alignof auto break case const constexpr continue default do else enum extern for goto if \
                   inline register restrict return sizeof static static_assert struct switch thread_local typedef \
                   typeof union volatile while _Alignas _Alignof _Atomic _Generic _Noreturn _Static_assert",
        constants: "true false NULL nullptr",
        types: "bool char double float int int8_t int16_t int32_t int64_t intptr_t long ptrdiff_t short signed size_t \
                ssize_t time_t uint8_t uint16_t uint32_t uint64_t uintptr_t unsigned void _Bool",
        prefixes: true,
        signs: "#",
        ..CURLY
    },
    Language {
        names: "cpp c++ cxx cc hpp objc objective-c cuda",
        keywords: "alignas alignof asm auto break case catch class co_await co_return co_yield concept const \
                   const_cast consteval constexpr constinit continue decltype default delete do dynamic_cast else enum \
                   explicit export extern final for friend goto if inline mutable namespace new noexcept operator \
                   override private protected public register reinterpret_cast requires return sizeof static \
                   static_assert static_cast struct switch template this thread_local throw try typedef typeid \
                   typename union using virtual volatile while",
        constants: "true false NULL nullptr nil YES NO",
        types: "bool char char8_t char16_t char32_t double float int int8_t int16_t int32_t int64_t long short signed \
                size_t ssize_t string uint8_t uint16_t uint32_t uint64_t unsigned void wchar_t",
        prefixes: true,
        signs: "#@",
        ..CURLY
    },
    Language {
        names: "csharp c# cs dotnet",
        keywords: "abstract as async await base break case catch checked class const continue default delegate do else \
                   enum event explicit extern finally fixed for foreach get global goto if implicit in init interface \
                   internal is let lock nameof namespace new operator out override params partial private protected \
                   public readonly record ref required return sealed select set sizeof stackalloc static struct switch \
                   this throw try typeof unchecked unsafe using var virtual volatile when where while with yield",
        types: "bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong \
                ushort void",
        quotes: &[TRIPLE, VERBATIM, DOUBLE, SINGLE],
        signs: "#",
        ..CURLY
    },
    Language {
        names: "javascript js mjs cjs jsx node",
        keywords: "as async await break case catch class const continue debugger default delete do else export extends \
                   finally for from function get if import in instanceof let new of return set static super switch this \
                   throw try typeof var void while with yield",
        constants: "true false null undefined NaN Infinity",
        quotes: &[DOUBLE, SINGLE, TEMPLATE],
        joins: "$",
        ..CURLY
    },
    Language {
        names: "typescript ts mts cts tsx",
        keywords: "abstract as asserts async await break case catch class const continue debugger declare default \
                   delete do else enum export extends finally for from function get if implements import in infer \
                   instanceof interface is keyof let namespace new of override private protected public readonly return \
                   satisfies set static super switch this throw try type typeof var while with yield",
        constants: "true false null undefined NaN Infinity",
        types: "any bigint boolean never number object string symbol unknown void",
        quotes: &[DOUBLE, SINGLE, TEMPLATE],
        joins: "$",
        ..CURLY
    },
    Language {
        names: "swift",
        keywords: "actor any as associatedtype async await break case catch class continue default defer deinit do else \
                   enum extension fallthrough fileprivate final for func get guard if import in indirect init inout \
                   internal is lazy let mutating nonisolated open operator override private protocol public repeat \
                   required rethrows return self Self set some static struct subscript super switch throw throws try \
                   typealias unowned var weak where while",
        constants: "true false nil",
        nested: true,
        quotes: &[TRIPLE, DOUBLE],
        signs: "@#",
        ..CURLY
    },
    Language {
        names: "php php7 php8",
        keywords: "abstract and array as break callable case catch class clone const continue declare default do echo \
                   else elseif empty enum extends final finally fn for foreach function global goto if implements \
                   include include_once instanceof insteadof interface isset list match namespace new or print private \
                   protected public readonly require require_once return static switch throw trait try unset use var \
                   while xor yield",
        types: "bool float int iterable mixed never object string void",
        any_case: true,
        lines: &["//", "#"],
        quotes: &[Quote { lines: true, ..FILLED }, Quote { lines: true, ..SINGLE }],
        signs: "$",
        ..CURLY
    },
    Language {
        names: "dart",
        keywords: "abstract as assert async await break case catch class const continue covariant default deferred do \
                   else enum export extends extension external factory final finally for get if implements import in is \
                   late library mixin new on operator part required rethrow return sealed set show static super switch \
                   sync this throw try typedef var when while with yield",
        types: "bool double dynamic int num void",
        quotes: &[TRIPLE, TRIPLE_SINGLE, FILLED, Quote { variables: true, ..SINGLE }],
        prefixes: true,
        ..CURLY
    },
    Language {
        names: "zig",
        keywords: "align and anyframe anytype asm async await break callconv catch comptime const continue defer else \
                   enum errdefer error export extern fn for if inline noalias or orelse packed pub resume return struct \
                   suspend switch test threadlocal try union unreachable usingnamespace var volatile while",
        constants: "true false null undefined",
        types: "anyerror anyopaque bool f32 f64 i8 i16 i32 i64 isize noreturn type u8 u16 u32 u64 usize void",
        ..CURLY
    },
    Language {
        names: "protobuf proto proto3",
        keywords: "enum extend extensions import map message oneof option optional package public repeated required \
                   reserved returns rpc service stream syntax to",
        types: "bool bytes double fixed32 fixed64 float int32 int64 sfixed32 sfixed64 sint32 sint64 string uint32 uint64",
        ..CURLY
    },
    Language {
        names: "rego cue jsonnet libsonnet",
        keywords: "as assert contains default else every for function if import importstr in let local not package \
                   some super self then tailstrict with",
        lines: &["//", "#"],
        quotes: &[TRIPLE, DOUBLE, SINGLE, BACKTICK],
        ..CURLY
    },
];
