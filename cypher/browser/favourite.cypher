// A canned query as a favourite of Neo4j Browser (Neo4j 5.24 and later): the values to ask for stand on top as they
// are written by people. The words in capitals are filled in by kg.browser.favourites.
WITH {
  ASKED
} AS asked
// Nothing below needs a change: names become ids, days are completed.
WITH asked, TEXTS AS texts,
     [day IN FIRST_DAYS | day + substring('-01-01', size(day) - 4)] AS first_days,
     [day IN LAST_DAYS | CASE size(day) WHEN 7 THEN toString(date(day) + duration('P1M') - duration('P1D')) ELSE day + substring('-12-31', size(day) - 4) END] AS last_days
WITH asked, first_days, last_days, [text IN texts | trim(text)] AS texts,
     [text IN texts | toLower(reduce(bare = normalize(text, NFKC), sign IN [' ', '·', '・', '‧', '•', '.', '-', '‐', '–', '—'] | replace(bare, sign, '')))] AS keys
CALL (texts, keys) {
  UNWIND range(0, NAMES - 1) AS place
  WITH place, texts[place] AS text, keys[place] AS key
  CALL (text, key) {
    CALL (text, key) {
      MATCH (k:Name {id: key})
      UNWIND k.entities AS id
      MATCH (n:Entity {id: id})
      RETURN n
      UNION
      WITH text
      WHERE text <> '*' AND NOT EXISTS { MATCH (:Name {id: key}) }
      MATCH (n:Entity)
      WHERE n.name_hant = text OR text IN n.aliases
      RETURN n
    }
    WITH n
    ORDER BY coalesce(n.mentions, 0) DESC, n.id
    RETURN collect(n.id)[0] AS id
  }
  WITH place, text, CASE text WHEN '*' THEN '*' ELSE coalesce(id, '') END AS id
  ORDER BY place
  RETURN collect(id) AS ids, collect(CASE id WHEN '' THEN text END) AS unknown
}
WITH asked{.*, GIVEN} AS given, unknown
CALL (given, unknown) {
  CALL (given) {
    BODY
  }
  RETURN COLUMNS
  UNION ALL
  UNWIND unknown AS name
  RETURN NOTE
}
// One row more holds all that is drawn, so that those of the table stay low.
WITH collect({COPIED, drawn: GRAPH}) AS rows
WITH rows, reduce(drawn = [], row IN rows | drawn + coalesce(row.drawn, [])) AS drawn
UNWIND rows + CASE WHEN size(drawn) = 0 THEN [] ELSE [{graph: drawn}] END AS row
RETURN TOLD, row.graph AS graph
