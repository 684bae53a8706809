// Queries that the script of the pages and `casebook search` answer alike, put to our own postmortems.
export const QUERIES = [
  // Words, their forms, and beginnings.
  'connection', 'connections ', 'connecting ', 'timeout', 'timeouts ', 'retry ', 'retries ', 'deployed ', 'deployment ',
  'd', 'da', 'datab', 'kube', 'certif', 'the', 'the ', 'a', 'of the ', 'payments are late', 'pool exhausted ', 'no such word here',
  'message queue consumer ', 'release rolled back', 'on-call ', 'failover ', 'fail-over ', 'time-out ', 'e', '7', '12:0',
  // Identifiers, whole and in part.
  'PAY-1221', 'PAY-12', 'PAY-', 'pay-1221 ', 'CARD-2198', 'card-auth-pool-exhaustion', 'auth-pool', 'pool-exhaustion ', '18:55:04',
  'HikariPool-1', 'hikari', 'Guaranteed', 'c++', 'max.connections', 'v2', '2025-03', '08:00', '11.9', 'x_y_z', 'io/timeout',
  // Phrases.
  '"connection pool"', '"the connection pool"', '"of the"', '"pool connection"', '"connection-pool"', '"on Friday evening" card',
  '"rolled back" "release"', '"in doubt', '"two thirds of the traffic"', '""',
  // Exclusions.
  'connection -pool', 'connection -"connection pool"', '-the', '-database -network', 'certificate -severity:low', '-kind:planned',
  'release -squad:platform -"rolled back"', '-nothing', '--max-size', 'pool -pay-1221',
  // Operators.
  'severity:critical', 'severity:sev1 database', 'severity:critical severity:high pool', 'squad:payments', 'squad:"Payments"',
  'cause:capacity', 'root_cause:network', 'cause:change-defect after:2026', 'before:2025-07', 'after:2025-07 before:2025-09-15 the',
  'after:2026-02-30', 'severity:nonsense', 'severity:', 'squad:"no such"', 'kind:security', 'status:published timeout', 'status:in-review',
  'service:card', 'journey:card', 'SEVERITY:HIGH Pool', 'nothing:here', 'http://example.com',
  // Mistyped.
  'kuberntes', 'conection ', 'conection pol', 'certifcate expiry', 'databsae', 'paymnets', '"conection pool"', 'conection-pool ', 'kubernets -pool',
  'zzqqxxyy', 'zzqqxxyy database', 'kubernetes zzqqxxyy ', 'ORA-99999', 'serverity:high', 'exausted', 'tiemout', 'rollbck',
  // Other scripts, accents, and what is no word.
  'café', 'naïve ', 'ﬁle', 'Straße', 'ПАМЯТЬ', '数据库', '连', '"数据库 pool"', 'ελλάς', '🙂', '---', '…', "don't", 'don’t ', 'customer’s', '',
];
