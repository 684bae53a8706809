use super::coloured;

#[test]
fn yaml() {
    let code = r#"---
# how many of us
service: &base
  name: "pay-api" # as in DNS
  image: registry.local:5000/pay:1.4
  replicas: 3
  'quoted key': it's plain
  ready: true
  started: 2024-05-01 10:00
  hosts: [a.b, {name: x, on: 443}]
steps:
  - run: |
      echo "key: value" # not a comment of ours
    timeout: 1.5
  - <<: *base
    args: ["--x=1", -v]
"#;
    insta::assert_snapshot!(coloured("yml", code), @r#"
    <span class="hl-c">---
    # how many of us</span>
    <span class="hl-k">service</span>: <span class="hl-t">&amp;base</span>
      <span class="hl-k">name</span>: <span class="hl-s">&quot;pay-api&quot;</span> <span class="hl-c"># as in DNS</span>
      <span class="hl-k">image</span>: registry.local:5000/pay:1.4
      <span class="hl-k">replicas</span>: <span class="hl-n">3</span>
      <span class="hl-k">'quoted key'</span>: it's plain
      <span class="hl-k">ready</span>: <span class="hl-n">true</span>
      <span class="hl-k">started</span>: 2024-05-01 10:00
      <span class="hl-k">hosts</span>: [a.b, {<span class="hl-k">name</span>: x, <span class="hl-k">on</span>: <span class="hl-n">443</span>}]
    <span class="hl-k">steps</span>:
      - <span class="hl-k">run</span>: |
          echo &quot;key: value&quot; # not a comment of ours
        <span class="hl-k">timeout</span>: <span class="hl-n">1.5</span>
      - <span class="hl-k">&lt;&lt;</span>: <span class="hl-t">*base</span>
        <span class="hl-k">args</span>: [<span class="hl-s">&quot;--x=1&quot;</span>, -v]
    "#);
}

#[test]
fn json() {
    let code = r#"{
  "level": "error", "retry": false,
  "took": -1.5e3,
  "tags": ["a\"b", null],
  "by" : {"x": 1} // jsonc
}"#;
    insta::assert_snapshot!(coloured("json", code), @r#"
    {
      <span class="hl-k">&quot;level&quot;</span>: <span class="hl-s">&quot;error&quot;</span>, <span class="hl-k">&quot;retry&quot;</span>: <span class="hl-n">false</span>,
      <span class="hl-k">&quot;took&quot;</span>: -<span class="hl-n">1.5e3</span>,
      <span class="hl-k">&quot;tags&quot;</span>: [<span class="hl-s">&quot;a\&quot;b&quot;</span>, <span class="hl-n">null</span>],
      <span class="hl-k">&quot;by&quot;</span> : {<span class="hl-k">&quot;x&quot;</span>: <span class="hl-n">1</span>} <span class="hl-c">// jsonc</span>
    }
    "#);
}

#[test]
fn sql() {
    let code = r#"-- who waits for whom
SELECT l.pid, count(*) AS "n", now() - a.query_start
FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE NOT l.granted AND a.state <> 'it''s idle' /* yet
   over lines */
GROUP BY 1 HAVING count(*) > 10
ORDER BY n DESC LIMIT 5;
alter table payments add column note varchar(40) default null;
UPDATE t.order SET total = 1.50 WHERE id = $1 OR day = DATE '2024-05-01';
"#;
    insta::assert_snapshot!(coloured("postgres", code), @r#"
    <span class="hl-c">-- who waits for whom</span>
    <span class="hl-k">SELECT</span> l.pid, <span class="hl-f">count</span>(*) <span class="hl-k">AS</span> <span class="hl-s">&quot;n&quot;</span>, <span class="hl-f">now</span>() - a.query_start
    <span class="hl-k">FROM</span> pg_locks l <span class="hl-k">JOIN</span> pg_stat_activity a <span class="hl-k">USING</span> (pid)
    <span class="hl-k">WHERE NOT</span> l.granted <span class="hl-k">AND</span> a.state &lt;&gt; <span class="hl-s">'it''s idle'</span> <span class="hl-c">/* yet
       over lines */</span>
    <span class="hl-k">GROUP BY</span> <span class="hl-n">1</span> <span class="hl-k">HAVING</span> <span class="hl-f">count</span>(*) &gt; <span class="hl-n">10</span>
    <span class="hl-k">ORDER BY</span> n <span class="hl-k">DESC LIMIT</span> <span class="hl-n">5</span>;
    <span class="hl-k">alter table</span> payments <span class="hl-k">add column</span> note <span class="hl-t">varchar</span>(<span class="hl-n">40</span>) <span class="hl-k">default</span> <span class="hl-n">null</span>;
    <span class="hl-k">UPDATE</span> t.order <span class="hl-k">SET</span> total = <span class="hl-n">1.50</span> <span class="hl-k">WHERE</span> id = $<span class="hl-n">1</span> <span class="hl-k">OR</span> day = <span class="hl-t">DATE</span> <span class="hl-s">'2024-05-01'</span>;
    "#);
}

#[test]
fn bash() {
    let code = r#"#!/bin/sh
$ kubectl -n pay get pods --selector=app=api | grep -v Running
set -euo pipefail; LIMIT=20 ./run.sh
for host in a-1 b-2; do
  ssh "$host" "echo ${LIMIT:-10} \"now\"" 2>&1 || exit 1
done # all of them
curl -s -d '{
  "a": "$x" }' \
  https://pay.local/v1#top
if [ "$(wc -l < f)" -gt 5 ]; then echo couldn't; fi
"#;
    insta::assert_snapshot!(coloured("sh", code), @r#"
    <span class="hl-c">#!/bin/sh
    $</span> <span class="hl-f">kubectl</span> <span class="hl-n">-n</span> pay get pods <span class="hl-n">--selector</span>=<span class="hl-t">app</span>=api | <span class="hl-f">grep</span> <span class="hl-n">-v</span> Running
    <span class="hl-f">set</span> <span class="hl-n">-euo</span> pipefail; <span class="hl-t">LIMIT</span>=<span class="hl-n">20</span> ./<span class="hl-f">run.sh</span>
    <span class="hl-k">for</span> host in a-1 b-2; <span class="hl-k">do</span>
      <span class="hl-f">ssh</span> <span class="hl-s">&quot;</span><span class="hl-t">$host</span><span class="hl-s">&quot; &quot;echo </span><span class="hl-t">${LIMIT:-10}</span> <span class="hl-s">\&quot;now\&quot;&quot;</span> <span class="hl-n">2</span>&gt;&amp;<span class="hl-n">1</span> || <span class="hl-f">exit</span> <span class="hl-n">1</span>
    <span class="hl-k">done</span> <span class="hl-c"># all of them</span>
    <span class="hl-f">curl</span> <span class="hl-n">-s -d</span> <span class="hl-s">'{
      &quot;a&quot;: &quot;$x&quot; }'</span> \
      https://pay.local/v1#top
    <span class="hl-k">if</span> [ <span class="hl-s">&quot;$(wc -l &lt; f)&quot;</span> <span class="hl-n">-gt 5</span> ]; <span class="hl-k">then</span> <span class="hl-f">echo</span> couldn't; <span class="hl-k">fi</span>
    "#);
}

#[test]
fn console() {
    let code = "$ dig +short pay.local # now\n10.0.0.1 isn't $x\nops@db-1:~$ psql -c \"select 1\" \\\n  -d pay\n(1 row)\n[root@db ~]# reboot\ncosts 5 $ a day\n";
    insta::assert_snapshot!(coloured("console", code), @r#"
    <span class="hl-c">$</span> <span class="hl-f">dig</span> +short pay.local <span class="hl-c"># now</span>
    10.0.0.1 isn't $x
    <span class="hl-c">ops@db-1:~$</span> <span class="hl-f">psql</span> <span class="hl-n">-c</span> <span class="hl-s">&quot;select 1&quot;</span> \
      <span class="hl-n">-d</span> pay
    (1 row)
    <span class="hl-c">[root@db ~]#</span> <span class="hl-f">reboot</span>
    costs 5 $ a day
    "#);
}

#[test]
fn rust() {
    let code = r##"//! A pool.
use std::sync::Arc;
/* outer /* inner */ still */
#[derive(Debug)]
pub struct Pool<'a> { name: &'a str, size: u32 }

impl<'a> Pool<'a> {
    fn take(&mut self) -> Option<Conn> {
        let text = r#"a "quoted" word"#;
        println!("{text}\n"); self.r#type = 'x';
        if self.size == 0x1f || b'\'' == b'a' { return None; }
        Some(Conn::new(1_000, 2.5e-3, 0..10))
    }
}
"##;
    insta::assert_snapshot!(coloured("rust", code), @r#"
    <span class="hl-c">//! A pool.</span>
    <span class="hl-k">use</span> std::sync::<span class="hl-t">Arc</span>;
    <span class="hl-c">/* outer /* inner */ still */</span>
    #[<span class="hl-f">derive</span>(<span class="hl-t">Debug</span>)]
    <span class="hl-k">pub struct</span> <span class="hl-t">Pool</span>&lt;<span class="hl-k">'a</span>&gt; { name: &amp;<span class="hl-k">'a</span> <span class="hl-t">str</span>, size: <span class="hl-t">u32</span> }

    <span class="hl-k">impl</span>&lt;<span class="hl-k">'a</span>&gt; <span class="hl-t">Pool</span>&lt;<span class="hl-k">'a</span>&gt; {
        <span class="hl-k">fn</span> <span class="hl-f">take</span>(&amp;<span class="hl-k">mut self</span>) -&gt; <span class="hl-t">Option</span>&lt;<span class="hl-t">Conn</span>&gt; {
            <span class="hl-k">let</span> text = <span class="hl-s">r#&quot;a &quot;quoted&quot; word&quot;#</span>;
            <span class="hl-f">println</span>!(<span class="hl-s">&quot;{text}\n&quot;</span>); <span class="hl-k">self</span>.r#<span class="hl-k">type</span> = <span class="hl-s">'x'</span>;
            <span class="hl-k">if self</span>.size == <span class="hl-n">0x1f</span> || <span class="hl-s">b'\''</span> == <span class="hl-s">b'a'</span> { <span class="hl-k">return</span> <span class="hl-t">None</span>; }
            <span class="hl-f">Some</span>(<span class="hl-t">Conn</span>::<span class="hl-f">new</span>(<span class="hl-n">1_000</span>, <span class="hl-n">2.5e-3</span>, <span class="hl-n">0</span>..<span class="hl-n">10</span>))
        }
    }
    "#);
}

#[test]
fn python() {
    let code = r#"import time
from pool import Pool  # ours

@retry(times=3)
class Job(Base):
    """Runs
    once."""
    async def run(self, limit: int = 10) -> None:
        for n in range(limit):
            print(f"{n}\n", r'\d', 'it''s')
            if n is not None and n >= 1e3: raise ValueError("no")
"#;
    insta::assert_snapshot!(coloured("py", code), @r#"
    <span class="hl-k">import</span> time
    <span class="hl-k">from</span> pool <span class="hl-k">import</span> <span class="hl-t">Pool</span>  <span class="hl-c"># ours</span>

    <span class="hl-t">@retry</span>(times=<span class="hl-n">3</span>)
    <span class="hl-k">class</span> <span class="hl-f">Job</span>(<span class="hl-t">Base</span>):
        <span class="hl-s">&quot;&quot;&quot;Runs
        once.&quot;&quot;&quot;</span>
        <span class="hl-k">async def</span> <span class="hl-f">run</span>(<span class="hl-k">self</span>, limit: <span class="hl-t">int</span> = <span class="hl-n">10</span>) -&gt; <span class="hl-n">None</span>:
            <span class="hl-k">for</span> n <span class="hl-k">in</span> <span class="hl-f">range</span>(limit):
                <span class="hl-f">print</span>(<span class="hl-s">f&quot;{n}\n&quot;</span>, <span class="hl-s">r'\d'</span>, <span class="hl-s">'it''s'</span>)
                <span class="hl-k">if</span> n <span class="hl-k">is not</span> <span class="hl-n">None</span> <span class="hl-k">and</span> n &gt;= <span class="hl-n">1e3</span>: <span class="hl-k">raise</span> <span class="hl-f">ValueError</span>(<span class="hl-s">&quot;no&quot;</span>)
    "#);
}

#[test]
fn java() {
    let code = r#"package pay.api;
/** Takes money. */
@Service
public final class Taker implements Closeable {
    private static final long LIMIT = 10_000L;
    public String take(List<Order> orders) throws IOException {
        // once
        char c = '\n';
        return orders.isEmpty() ? null : "no \"more\"" + c;
    }
}
"#;
    insta::assert_snapshot!(coloured("java", code), @r#"
    <span class="hl-k">package</span> pay.api;
    <span class="hl-c">/** Takes money. */</span>
    <span class="hl-t">@Service</span>
    <span class="hl-k">public final class</span> <span class="hl-t">Taker</span> <span class="hl-k">implements</span> <span class="hl-t">Closeable</span> {
        <span class="hl-k">private static final</span> <span class="hl-t">long</span> LIMIT = <span class="hl-n">10_000L</span>;
        <span class="hl-k">public</span> <span class="hl-t">String</span> <span class="hl-f">take</span>(<span class="hl-t">List</span>&lt;<span class="hl-t">Order</span>&gt; orders) <span class="hl-k">throws</span> <span class="hl-t">IOException</span> {
            <span class="hl-c">// once</span>
            <span class="hl-t">char</span> c = <span class="hl-s">'\n'</span>;
            <span class="hl-k">return</span> orders.<span class="hl-f">isEmpty</span>() ? <span class="hl-n">null</span> : <span class="hl-s">&quot;no \&quot;more\&quot;&quot;</span> + c;
        }
    }
    "#);
}

#[test]
fn go() {
    let code = r#"package pay

import "context"

type Pool struct { size int }

func (p *Pool) Take(ctx context.Context) (*Conn, error) {
	select {
	case c := <-p.free: // one is free
		return c, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("waited %s: %w", `5s`, ctx.Err())
	}
}
"#;
    insta::assert_snapshot!(coloured("go", code), @r#"
    <span class="hl-k">package</span> pay

    <span class="hl-k">import</span> <span class="hl-s">&quot;context&quot;</span>

    <span class="hl-k">type</span> <span class="hl-t">Pool</span> <span class="hl-k">struct</span> { size <span class="hl-t">int</span> }

    <span class="hl-k">func</span> (p *<span class="hl-t">Pool</span>) <span class="hl-f">Take</span>(ctx context.<span class="hl-t">Context</span>) (*<span class="hl-t">Conn</span>, <span class="hl-t">error</span>) {
    	<span class="hl-k">select</span> {
    	<span class="hl-k">case</span> c := &lt;-p.free: <span class="hl-c">// one is free</span>
    		<span class="hl-k">return</span> c, <span class="hl-n">nil</span>
    	<span class="hl-k">case</span> &lt;-ctx.<span class="hl-f">Done</span>():
    		<span class="hl-k">return</span> <span class="hl-n">nil</span>, fmt.<span class="hl-f">Errorf</span>(<span class="hl-s">&quot;waited %s: %w&quot;</span>, <span class="hl-s">`5s`</span>, ctx.<span class="hl-f">Err</span>())
    	}
    }
    "#);
}

#[test]
fn typescript() {
    let code = r"export async function load(id: string): Promise<Case[]> {
  const url = `/api/${encode(id)}?n=${n + 1}`; // where
  const { items = [], $total } = await fetch(url).then((r) => r.json());
  return items.map(x => x.type !== undefined ? 1 : 'none');
}
";
    insta::assert_snapshot!(coloured("ts", code), @r#"
    <span class="hl-k">export async function</span> <span class="hl-f">load</span>(id: <span class="hl-t">string</span>): <span class="hl-t">Promise</span>&lt;<span class="hl-t">Case</span>[]&gt; {
      <span class="hl-k">const</span> url = <span class="hl-s">`/api/</span><span class="hl-t">${encode(id)}</span><span class="hl-s">?n=</span><span class="hl-t">${n + 1}</span><span class="hl-s">`</span>; <span class="hl-c">// where</span>
      <span class="hl-k">const</span> { items = [], $total } = <span class="hl-k">await</span> <span class="hl-f">fetch</span>(url).<span class="hl-f">then</span>((r) =&gt; r.<span class="hl-f">json</span>());
      <span class="hl-k">return</span> items.<span class="hl-f">map</span>(x =&gt; x.type !== <span class="hl-n">undefined</span> ? <span class="hl-n">1</span> : <span class="hl-s">'none'</span>);
    }
    "#);
}

#[test]
fn dockerfile() {
    let code = r#"# the base
FROM rust:1.95-slim AS build
ARG VERSION=1.0
ENV PATH="/app:${PATH}" MODE=prod
COPY --from=base /a /b
RUN apt-get update && \
    apt-get install -y curl
HEALTHCHECK CMD curl -f http://localhost:$PORT/ready
EXPOSE 8080
ENTRYPOINT ["./pay", "--port", "8080"]
"#;
    insta::assert_snapshot!(coloured("dockerfile", code), @r#"
    <span class="hl-c"># the base</span>
    <span class="hl-k">FROM</span> rust:1.95-slim <span class="hl-k">AS</span> build
    <span class="hl-k">ARG</span> VERSION=<span class="hl-n">1.0</span>
    <span class="hl-k">ENV</span> PATH=<span class="hl-s">&quot;/app:</span><span class="hl-t">${PATH}</span><span class="hl-s">&quot;</span> MODE=prod
    <span class="hl-k">COPY</span> <span class="hl-n">--from</span>=base /a /b
    <span class="hl-k">RUN</span> apt-get update &amp;&amp; \
        apt-get install <span class="hl-n">-y</span> curl
    <span class="hl-k">HEALTHCHECK CMD</span> curl <span class="hl-n">-f</span> http://localhost:<span class="hl-t">$PORT</span>/ready
    <span class="hl-k">EXPOSE</span> <span class="hl-n">8080</span>
    <span class="hl-k">ENTRYPOINT</span> [<span class="hl-s">&quot;./pay&quot;</span>, <span class="hl-s">&quot;--port&quot;</span>, <span class="hl-s">&quot;8080&quot;</span>]
    "#);
}

#[test]
fn hcl() {
    let code = r#"# a pool
resource "db_pool" "pay" {
  name      = "pay-${var.env}"
  max-size  = 20
  enabled   = true // always
  tags      = merge(local.tags, { team = "pay" })
  lifecycle { prevent_destroy = true }
  count     = var.env == "prod" ? 2 : 1
}
variable "env" { type = string }
"#;
    insta::assert_snapshot!(coloured("terraform", code), @r#"
    <span class="hl-c"># a pool</span>
    <span class="hl-k">resource</span> <span class="hl-s">&quot;db_pool&quot; &quot;pay&quot;</span> {
      <span class="hl-k">name</span>      = <span class="hl-s">&quot;pay-</span><span class="hl-t">${var.env}</span><span class="hl-s">&quot;</span>
      <span class="hl-k">max-size</span>  = <span class="hl-n">20</span>
      <span class="hl-k">enabled</span>   = <span class="hl-n">true</span> <span class="hl-c">// always</span>
      <span class="hl-k">tags</span>      = <span class="hl-f">merge</span>(local.tags, { <span class="hl-k">team</span> = <span class="hl-s">&quot;pay&quot;</span> })
      <span class="hl-k">lifecycle</span> { <span class="hl-k">prevent_destroy</span> = <span class="hl-n">true</span> }
      <span class="hl-k">count</span>     = var.env == <span class="hl-s">&quot;prod&quot;</span> ? <span class="hl-n">2</span> : <span class="hl-n">1</span>
    }
    <span class="hl-k">variable</span> <span class="hl-s">&quot;env&quot;</span> { <span class="hl-k">type</span> = <span class="hl-t">string</span> }
    "#);
}

#[test]
fn toml() {
    let code = r#"title = "pool" # ours
[server.http]
"quoted key" = 'C:\path'
limits = { open = 20, wait = 1.5 }
hosts = [
  ["a", 1], # one
]
[[route]]
on = true
since = 2024-05-01T10:00:00Z
text = """
over [lines]
"""
"#;
    insta::assert_snapshot!(coloured("toml", code), @r#"
    <span class="hl-k">title</span> = <span class="hl-s">&quot;pool&quot;</span> <span class="hl-c"># ours</span>
    <span class="hl-t">[server.http]</span>
    <span class="hl-k">&quot;quoted key&quot;</span> = <span class="hl-s">'C:\path'</span>
    <span class="hl-k">limits</span> = { <span class="hl-k">open</span> = <span class="hl-n">20</span>, <span class="hl-k">wait</span> = <span class="hl-n">1.5</span> }
    <span class="hl-k">hosts</span> = [
      [<span class="hl-s">&quot;a&quot;</span>, <span class="hl-n">1</span>], <span class="hl-c"># one</span>
    ]
    <span class="hl-t">[[route]]</span>
    <span class="hl-k">on</span> = <span class="hl-n">true</span>
    <span class="hl-k">since</span> = <span class="hl-n">2024</span>-<span class="hl-n">05</span>-<span class="hl-n">01T10</span>:<span class="hl-n">00</span>:<span class="hl-n">00Z</span>
    <span class="hl-k">text</span> = <span class="hl-s">&quot;&quot;&quot;
    over [lines]
    &quot;&quot;&quot;</span>
    "#);
}

#[test]
fn ini_and_nginx() {
    insta::assert_snapshot!(coloured("ini", "; ours\n[pool main]\nmax.size = 20\nurl=http://a;b#c\non = yes\nname = don't\n"), @r#"
    <span class="hl-c">; ours</span>
    <span class="hl-t">[pool main]</span>
    <span class="hl-k">max.size</span> = <span class="hl-n">20</span>
    <span class="hl-k">url</span>=http://a;b#c
    <span class="hl-k">on</span> = <span class="hl-n">yes</span>
    <span class="hl-k">name</span> = don't
    "#);
    let code = "server {\n  listen 443 ssl; # all\n  location ~ \\.php$ {\n    proxy_pass http://$host:8080;\n    return 301 \"https://$host\";\n  }\n}\n";
    insta::assert_snapshot!(coloured("nginx", code), @r#"
    <span class="hl-k">server</span> {
      <span class="hl-f">listen</span> <span class="hl-n">443</span> ssl; <span class="hl-c"># all</span>
      <span class="hl-f">location</span> ~ \.php$ {
        <span class="hl-f">proxy_pass</span> http://<span class="hl-t">$host</span>:<span class="hl-n">8080</span>;
        <span class="hl-f">return</span> <span class="hl-n">301</span> <span class="hl-s">&quot;https://</span><span class="hl-t">$host</span><span class="hl-s">&quot;</span>;
      }
    }
    "#);
}

#[test]
fn xml_and_css() {
    let code = r#"<?xml version="1.0"?>
<!DOCTYPE pool>
<!-- ours
     <b> -->
<pool xmlns:x="urn:x" size='20'>
  <x:name>a &amp; b &lt; c & d</x:name>
  <![CDATA[ <raw> ]]>
  <off on/>
</pool> 1 < 2
"#;
    insta::assert_snapshot!(coloured("xml", code), @r#"
    <span class="hl-c">&lt;?xml version=&quot;1.0&quot;?&gt;
    &lt;!DOCTYPE pool&gt;
    &lt;!-- ours
         &lt;b&gt; --&gt;</span>
    &lt;<span class="hl-k">pool</span> <span class="hl-t">xmlns:x</span>=<span class="hl-s">&quot;urn:x&quot;</span> <span class="hl-t">size</span>=<span class="hl-s">'20'</span>&gt;
      &lt;<span class="hl-k">x:name</span>&gt;a <span class="hl-n">&amp;amp;</span> b <span class="hl-n">&amp;lt;</span> c &amp; d&lt;/<span class="hl-k">x:name</span>&gt;
      <span class="hl-s">&lt;![CDATA[ &lt;raw&gt; ]]&gt;</span>
      &lt;<span class="hl-k">off</span> <span class="hl-t">on</span>/&gt;
    &lt;/<span class="hl-k">pool</span>&gt; 1 &lt; 2
    "#);
    let code = "/* ours */\n@media (max-width: 40rem) {\n  a:hover, #top::before { color: #fff; width: calc(1px + 2em); content: \"x\" }\n}\n";
    insta::assert_snapshot!(coloured("css", code), @r#"
    <span class="hl-c">/* ours */</span>
    <span class="hl-t">@media</span> (<span class="hl-k">max-width</span>: <span class="hl-n">40rem</span>) {
      <span class="hl-k">a</span>:hover, #top::before { <span class="hl-k">color</span>: #fff; <span class="hl-k">width</span>: <span class="hl-f">calc</span>(<span class="hl-n">1px</span> + <span class="hl-n">2em</span>); <span class="hl-k">content</span>: <span class="hl-s">&quot;x&quot;</span> }
    }
    "#);
}

#[test]
fn diff() {
    let code = "diff --git a/pool.toml b/pool.toml\n--- a/pool.toml\n+++ b/pool.toml\n@@ -1,2 +1,2 @@ [pool]\n max = 20\n-wait = \"1s\"\n- idle = 1\n+wait = \"5s\"\n\n+\n";
    insta::assert_snapshot!(coloured("diff", code), @r#"
    <span class="hl-c">diff --git a/pool.toml b/pool.toml
    --- a/pool.toml
    +++ b/pool.toml
    @@ -1,2 +1,2 @@ [pool]</span>
     max = 20
    <span class="hl-d">-wait = &quot;1s&quot;
    - idle = 1</span>
    <span class="hl-i">+wait = &quot;5s&quot;

    +</span>
    "#);
}

#[test]
fn http() {
    let code = "POST /v1/pay HTTP/1.1\nHost: pay.local\nContent-Type: application/json\n\n{\"amount\": 5}\n";
    insta::assert_snapshot!(coloured("http", code), @r#"
    <span class="hl-k">POST</span> /v1/pay <span class="hl-k">HTTP/1.1</span>
    <span class="hl-t">Host</span>: pay.local
    <span class="hl-t">Content-Type</span>: application/json

    {<span class="hl-k">&quot;amount&quot;</span>: <span class="hl-n">5</span>}
    "#);
    insta::assert_snapshot!(coloured("http", "HTTP/1.1 503 Service Unavailable\nRetry-After: 5\n\nbusy: \"yes\"\n"), @r#"
    <span class="hl-k">HTTP/1.1</span> <span class="hl-n">503</span> Service Unavailable
    <span class="hl-t">Retry-After</span>: 5

    busy: &quot;yes&quot;
    "#);
}
