// What the graph view shows of a step of a chain: the event, or the office that joins the two.
CASE WHEN `id` <> '' THEN [path = (:Event {id: `id`})-[:ACTOR|RECIPIENT|OCCURRED_IN]-(:Entity) | path] ELSE COLLECT {
  MATCH (k:Name {id: toLower(reduce(bare = normalize(`from`, NFKC), sign IN [' ', '·', '・', '‧', '•', '.', '-', '‐', '–', '—'] | replace(bare, sign, '')))})
  UNWIND k.entities AS bearer
  MATCH path = (:Entity {id: bearer})-[:HOLDS_OFFICE|PART_OF]-(other:Entity)
  WHERE other.name = `to`
  RETURN path
} END
