-- Classes of direct messages that a person does without, by their names with commas between; '': all are wanted.
ALTER TABLE member ADD COLUMN direct_off text NOT NULL DEFAULT '';
