// What is unique and what is looked up by. Run on every start of a writer; each statement ends with a semicolon.

CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT event_id IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;

// Every name, alias and id of an entity in one normalised form; `entities` are the ids of those who bear it.
CREATE CONSTRAINT name_id IF NOT EXISTS FOR (n:Name) REQUIRE n.id IS UNIQUE;

// The records the graph is projected from, and what was written of the projection.
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT ledger_id IF NOT EXISTS FOR (n:Ledger) REQUIRE n.id IS UNIQUE;

CREATE INDEX event_date_start IF NOT EXISTS FOR (n:Event) ON (n.date_start);
CREATE INDEX event_type IF NOT EXISTS FOR (n:Event) ON (n.type);
// Plans and denials are few among all events; an office's holder is found by the State.
CREATE INDEX event_status IF NOT EXISTS FOR (n:Event) ON (n.status);
CREATE INDEX event_sources IF NOT EXISTS FOR (n:Event) ON (n.sources);
CREATE INDEX entity_state IF NOT EXISTS FOR (n:Entity) ON (n.state);
// What was denied or planned is looked for among the events of its type and day.
CREATE INDEX event_type_date_start IF NOT EXISTS FOR (n:Event) ON (n.type, n.date_start);
