//! Programs and commands in colours.
use super::coloured;

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
fn a_session_that_is_called_bash() {
    insta::assert_snapshot!(coloured("bash", "$ date\nSat isn't over\n"), @r#"
    <span class="hl-c">$</span> <span class="hl-f">date</span>
    Sat isn't over
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
