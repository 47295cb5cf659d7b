-- The message that a note comes from, as Slack's permalink; erased together with the text.
ALTER TABLE note ADD COLUMN link text CHECK (link LIKE 'https://%');
-- What is said in the thread of a deal's card is about that deal: the card is found by its message.
CREATE INDEX deal_card_workspace_id_channel_id_message_ts_idx ON deal_card (workspace_id, channel_id, message_ts);
