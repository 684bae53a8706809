//! Languages of scripts and shells, and those that ask for data.
use super::{BACKTICK, DOUBLE, Language, PLAIN, Quote, SINGLE, TRIPLE, TRIPLE_SINGLE, Way};

const FILLED: Quote = Quote { lines: true, variables: true, ..DOUBLE };
const LITERAL: Quote = Quote { escape: None, lines: true, ..SINGLE };

const SHELL: Language = Language {
    keywords: "case do done elif else esac fi for function if select then time until while",
    constants: "",
    quotes: &[FILLED, LITERAL],
    joins: "-.:/@%+,",
    signs: "$-",
    separators: "|&;(`",
    ..PLAIN
};

const ASKING: Language = Language { signs: "", calls: true, ..PLAIN };

pub(super) const LANGUAGES: &[Language] = &[
    Language { names: "bash sh shell zsh ksh dash fish shellscript", way: Way::Shell, ..SHELL },
    Language { names: "console shell-session shellsession sh-session terminal", way: Way::Prompt, ..SHELL },
    Language {
        names: "python py python2 python3 py3 ipython pycon starlark bzl",
        keywords: "and as assert async await break case class continue def del elif else except finally for from global \
                   if import in is lambda match nonlocal not or pass raise return self try while with yield",
        constants: "True False None",
        types: "bool bytes dict float frozenset int list object set str tuple",
        quotes: &[TRIPLE, TRIPLE_SINGLE, DOUBLE, SINGLE],
        prefixes: true,
        signs: "@",
        capitals: true,
        ..ASKING
    },
    Language {
        names: "ruby rb erb rails gemfile",
        keywords: "alias and begin break case class def defined do else elsif end ensure extend for if in include loop \
                   module next not or private protected public raise redo require require_relative rescue retry return \
                   self super then undef unless until when while yield",
        constants: "true false nil",
        signs: "@$",
        capitals: true,
        ..ASKING
    },
    Language {
        names: "elixir ex exs",
        keywords: "after alias and case catch cond def defdelegate defguard defimpl defmacro defmodule defp defprotocol \
                   defstruct do else end fn for if import in not or quote raise receive require rescue reraise super \
                   throw try unless unquote use when with",
        constants: "true false nil",
        quotes: &[TRIPLE, DOUBLE, SINGLE],
        signs: "@",
        capitals: true,
        ..ASKING
    },
    Language {
        names: "perl pl pm",
        keywords: "and bless cmp continue die do each else elsif eq eval exit for foreach ge gt if keys last le local lt \
                   my ne next no not or our package print redo require return say shift sub undef unless until use \
                   while",
        constants: "",
        quotes: &[FILLED, Quote { lines: true, ..SINGLE }],
        signs: "$@",
        ..ASKING
    },
    Language {
        names: "lua luau",
        keywords: "and break do else elseif end for function goto if in local not or repeat return then until while",
        constants: "true false nil",
        lines: &["--"],
        blocks: &[("--[[", "]]")],
        ..ASKING
    },
    Language {
        names: "r rscript julia jl",
        keywords: "begin break const do else elseif end export for function if import in let library macro module \
                   mutable next repeat return struct try using while",
        constants: "true false TRUE FALSE NULL NA NaN Inf nothing missing",
        joins: ".",
        quotes: &[TRIPLE, DOUBLE, SINGLE],
        ..ASKING
    },
    Language {
        names: "powershell ps1 pwsh posh",
        keywords: "begin break catch class continue data do dynamicparam else elseif end exit filter finally for foreach \
                   from function if in param process return switch throw trap try until using while",
        constants: "",
        any_case: true,
        blocks: &[("<#", "#>")],
        quotes: &[Quote { escape: Some(b'`'), ..FILLED }, LITERAL],
        joins: "-",
        signs: "$-",
        capitals: true,
        ..PLAIN
    },
    Language {
        names: "batch bat cmd",
        keywords: "call cd copy defined del do echo else errorlevel exist exit for goto if in mkdir move not off on pause \
                   pushd popd rem set setlocal start",
        constants: "",
        any_case: true,
        lines: &["::"],
        quotes: &[DOUBLE],
        ..PLAIN
    },
    Language {
        names: "makefile make mk gnumake",
        keywords: "define else endef endif export ifdef ifeq ifndef ifneq include override unexport vpath",
        constants: "",
        quotes: &[DOUBLE, SINGLE],
        joins: "-./%",
        signs: "$",
        keys: ":=",
        ..PLAIN
    },
    Language {
        names: "dockerfile docker containerfile",
        keywords: "ADD ARG AS CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER NONE ONBUILD RUN SHELL \
                   STOPSIGNAL USER VOLUME WORKDIR",
        constants: "",
        quotes: &[FILLED, LITERAL],
        joins: "-.:/@%+,",
        signs: "$-",
        ..PLAIN
    },
    Language {
        names: "sql mysql postgres postgresql pgsql psql plpgsql plsql sqlite mariadb tsql cql oracle bigquery snowflake",
        keywords: "add after all alter analyze and any array as asc authorization before begin between both buffers by \
                   cascade case cast charset check cluster collate column columns comment commit concurrently conflict \
                   constraint copy create cross current cursor database databases deallocate declare default deferrable \
                   delete desc describe distinct do drop each else elsif end engine except exec execute exists explain \
                   extension fetch filter first for force foreign from full function go grant group grouping having if \
                   ignore ilike in index inner insert intersect interval into is isolation join key kill lateral \
                   leading left level like limit listen load lock locked loop matched materialized merge natural next no not \
                   notify nothing nowait of offset on only option or order outer over owner partition password pragma \
                   prepare primary procedure process processlist raise range read recursive references refresh reindex \
                   release rename repeatable replace reset restrict return returning returns revoke right role rollback \
                   row rows savepoint schema select sequence serializable session set show skip slave snapshot some \
                   start status table tables temporary then to top trailing transaction trigger truncate type \
                   unbounded uncommitted union unique unlock update use user using vacuum values variables verbose view \
                   wait when where while window with work write",
        constants: "true false null",
        types: "bigint bigserial bit blob bool boolean bytea char character clob date datetime dec decimal double enum \
                float inet int int2 int4 int8 integer json jsonb long longtext mediumtext money nchar number numeric \
                nvarchar precision real serial smallint text time timestamp timestamptz timetz tinyint uuid varbinary \
                varchar varchar2 varying xml",
        any_case: true,
        lines: &["--"],
        blocks: &[("/*", "*/")],
        quotes: &[Quote { escape: None, ..DOUBLE }, Quote { escape: None, ..SINGLE }],
        prefixes: true,
        ..ASKING
    },
    Language {
        names: "promql logql metricsql",
        keywords: "and atan2 bool by group_left group_right ignoring offset on or unless without json logfmt unwrap line_format",
        constants: "inf nan",
        any_case: true,
        quotes: &[DOUBLE, SINGLE, BACKTICK],
        ..ASKING
    },
    Language {
        names: "graphql gql",
        keywords: "directive enum extend fragment implements input interface mutation on query scalar schema \
                   subscription type union",
        types: "Boolean Float ID Int String",
        quotes: &[TRIPLE, DOUBLE],
        signs: "$@",
        ..ASKING
    },
    Language {
        names: "haskell hs elm",
        keywords: "as case class data default deriving do else family forall foreign if import in infix infixl infixr \
                   instance let module newtype of qualified then type where",
        constants: "True False",
        lines: &["--"],
        blocks: &[("{-", "-}")],
        nested: true,
        quotes: &[DOUBLE],
        joins: "'",
        capitals: true,
        ..PLAIN
    },
    Language {
        names: "clojure clj cljs lisp elisp scheme racket",
        keywords: "cond def defn defmacro defmulti defprotocol defrecord defun define do fn for if if-let lambda let \
                   let* loop ns progn recur require set! setq throw try catch when when-let",
        constants: "true false nil",
        lines: &[";"],
        quotes: &[Quote { lines: true, ..DOUBLE }],
        joins: "-*+!?<>=/.",
        ..PLAIN
    },
];
