import type { Database } from './database.ts';

/** What the books are asked and told but for the journal, by name. A unit is named by its id, or by its place where other tables do. */
export function statements(db: Database) {
  return {
    get: db.prepare('SELECT value FROM meta WHERE name = ?'),
    set: db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value'),
    plan: db.prepare(
      `INSERT INTO unit (place, id, body) SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM unit WHERE id = ?2)`,
    ),
    units: db.prepare('SELECT body FROM unit ORDER BY place'),
    place: db.prepare(`SELECT place, json_extract(body, '$.skill') AS skill FROM unit WHERE id = ?`),
    lease: db.prepare(
      `UPDATE unit SET status = 'leased', attempt = attempt + 1, worker = ?1, ends = ?2 WHERE place = (
         SELECT min(place) FROM (
           SELECT min(place) AS place FROM unit WHERE status = 'open' AND place >= ?4 AND place < ?5
           UNION ALL SELECT min(place) FROM unit WHERE status = 'leased' AND place >= ?4 AND place < ?5 AND ends <= ?3
         )
       ) AND NOT (SELECT paused FROM run) RETURNING place, attempt, body`,
    ),
    heartbeat: db.prepare(`UPDATE unit SET ends = ? WHERE id = ? AND attempt = ? AND status = 'leased'`),
    finish: db.prepare(
      `UPDATE unit SET status = 'done', ends = NULL WHERE id = ? AND attempt = ? AND status = 'leased'`,
    ),
    release: db.prepare(
      `UPDATE unit SET status = 'open', worker = NULL, ends = NULL WHERE id = ? AND attempt = ? AND status = 'leased'`,
    ),
    reopen: db.prepare(
      `UPDATE unit SET status = 'open', worker = NULL, ends = NULL WHERE place = ? AND status = 'done'`,
    ),
    isDone: db.prepare(`SELECT 1 FROM unit WHERE place = ? AND status = 'done'`),
    forget: db.prepare('DELETE FROM manifest WHERE unit = ?'),
    record: db.prepare('INSERT INTO manifest (unit, attempt, object, counts) VALUES (?, ?, ?, ?)'),
    pause: db.prepare('UPDATE run SET paused = ?'),
    paused: db.prepare('SELECT paused FROM run'),
    manifest: db.prepare(
      `SELECT body, manifest.attempt, object, counts, status = 'done' AS done FROM manifest JOIN unit ON place = unit ORDER BY place`,
    ),
    statuses: db.prepare('SELECT status, count(*) AS units FROM unit GROUP BY status'),
    counts: db.prepare(
      `SELECT seq, counts FROM manifest JOIN unit ON place = unit WHERE seq > ? AND status = 'done' ORDER BY seq`,
    ),
    reopened: db.prepare(
      `SELECT seq, counts FROM unit JOIN manifest ON unit = place WHERE status IN ('open', 'leased') ORDER BY seq`,
    ),
  };
}
