//! Data and settings in colours.
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
