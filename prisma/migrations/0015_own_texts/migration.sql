-- A text of a template belongs to the template until somebody edits it: then it is kept in the language it was written in, the others
-- beside it where they are given ({ "written": "pl", "texts": { "pl": "…" } }). Null is the template's. What equals a template's text today,
-- in either language, becomes the template's again, field by field; anything else is kept as written in the workspace's language.
CREATE TEMPORARY TABLE template_text (stage_id text NOT NULL, item text NOT NULL, text text NOT NULL) ON COMMIT DROP;

INSERT INTO template_text (stage_id, item, text) VALUES
    ('', 'reason expensive', 'too expensive'),
    ('', 'reason expensive', 'za drogo'),
    ('', 'reason competitor', 'chose a competitor'),
    ('', 'reason competitor', 'wybrano konkurencję'),
    ('', 'reason budget', 'no budget'),
    ('', 'reason budget', 'brak budżetu'),
    ('', 'reason decision', 'no decision'),
    ('', 'reason decision', 'brak decyzji'),
    ('', 'reason contact', 'contact lost'),
    ('', 'reason contact', 'kontakt się urwał'),
    ('', 'reason fit', 'not a fit'),
    ('', 'reason fit', 'nie nasz temat'),
    ('', 'reason other', 'other'),
    ('', 'reason other', 'inny powód'),
    ('lead', 'name', 'Lead'),
    ('lead', 'name', 'Potencjalni'),
    ('lead', 'short name', 'Lead'),
    ('lead', 'short name', 'Potencjalni'),
    ('lead', 'meaning', 'We think they may be interested; we know almost nothing and have not been in touch.'),
    ('lead', 'meaning', 'Przypuszczamy, że mogą być zainteresowani; prawie nic nie wiemy i nie było jeszcze kontaktu.'),
    ('lead', 'action lead.1', 'Find a named person with phone or e-mail'),
    ('lead', 'action lead.1', 'Znajdź konkretną osobę, telefon lub e-mail'),
    ('lead', 'action lead.2', 'Make contact, ask about one need'),
    ('lead', 'action lead.2', 'Odezwij się i zapytaj o jedną potrzebę'),
    ('prospect', 'name', 'Prospect'),
    ('prospect', 'name', 'Prospekt'),
    ('prospect', 'short name', 'Prospect'),
    ('prospect', 'short name', 'Prospekt'),
    ('prospect', 'meaning', 'A named contact and company; we have been in touch, and a need that we can meet is confirmed.'),
    ('prospect', 'meaning', 'Znana osoba i firma; był kontakt i jest potwierdzona potrzeba, którą możemy spełnić.'),
    ('prospect', 'criterion contact', 'Contact'),
    ('prospect', 'criterion contact', 'Osoba kontaktowa'),
    ('prospect', 'criterion reachable', 'Phone or e-mail'),
    ('prospect', 'criterion reachable', 'Telefon lub e-mail'),
    ('prospect', 'criterion need', 'A need that we can meet is confirmed'),
    ('prospect', 'criterion need', 'Potwierdzona potrzeba, którą możemy spełnić'),
    ('prospect', 'action prospect.1', 'Book 30 minutes about needs'),
    ('prospect', 'action prospect.1', 'Umów 30 minut rozmowy o potrzebach'),
    ('prospect', 'action prospect.2', 'Note them in the customer''s words'),
    ('prospect', 'action prospect.2', 'Zapisz je słowami klienta'),
    ('needs', 'name', 'Needs identified'),
    ('needs', 'name', 'Określenie potrzeb'),
    ('needs', 'short name', 'Needs'),
    ('needs', 'short name', 'Potrzeby'),
    ('needs', 'meaning', 'We know the needs and our solution meets them; best if a rough cost was said.'),
    ('needs', 'meaning', 'Znamy potrzeby i nasze rozwiązanie je spełnia; najlepiej, gdy padł orientacyjny koszt.'),
    ('needs', 'criterion known-needs', 'We know the needs and can meet them'),
    ('needs', 'criterion known-needs', 'Znamy potrzeby i umiemy je spełnić'),
    ('needs', 'criterion rough-cost', 'Rough cost said'),
    ('needs', 'criterion rough-cost', 'Padł orientacyjny koszt'),
    ('needs', 'action needs.1', 'Say a rough cost and ask if it fits'),
    ('needs', 'action needs.1', 'Podaj orientacyjny koszt i sprawdź, czy się mieści'),
    ('needs', 'action needs.2', 'Ask who decides, and how'),
    ('needs', 'action needs.2', 'Zapytaj, kto i jak decyduje'),
    ('decision', 'name', 'Decision maker'),
    ('decision', 'name', 'Kontakt z osobą decyzyjną'),
    ('decision', 'short name', 'Decision'),
    ('decision', 'short name', 'Decydent'),
    ('decision', 'meaning', 'We have talked with the person who can decide; they confirmed the needs, the solution and the rough cost.'),
    ('decision', 'meaning', 'Za nami rozmowa z osobą, która może zdecydować; potwierdza potrzeby, rozwiązanie i orientacyjny koszt.'),
    ('decision', 'criterion decider', 'Who decides'),
    ('decision', 'criterion decider', 'Kto decyduje'),
    ('decision', 'criterion accepted', 'They confirm the needs, accept the solution and the rough cost'),
    ('decision', 'criterion accepted', 'Potwierdza potrzeby, akceptuje rozwiązanie i orientacyjny koszt'),
    ('decision', 'action decision.1', 'Agree what the offer must contain, and by when'),
    ('decision', 'action decision.1', 'Ustal, co ma być w ofercie i na kiedy'),
    ('offer', 'name', 'Offer sent'),
    ('offer', 'name', 'Złożenie oferty'),
    ('offer', 'short name', 'Offer'),
    ('offer', 'short name', 'Oferta'),
    ('offer', 'meaning', 'The offer is with the customer.'),
    ('offer', 'meaning', 'Oferta jest u klienta.'),
    ('offer', 'criterion value', 'Value'),
    ('offer', 'criterion value', 'Wartość netto'),
    ('offer', 'criterion close-on', 'Expected close date'),
    ('offer', 'criterion close-on', 'Planowane zamknięcie'),
    ('offer', 'criterion offer-sent', 'The offer is with the customer'),
    ('offer', 'criterion offer-sent', 'Oferta jest u klienta'),
    ('offer', 'action offer.1', 'Call within two working days'),
    ('offer', 'action offer.1', 'Zadzwoń w ciągu 2 dni roboczych'),
    ('offer', 'action offer.2', 'Put the talk about the offer in both calendars'),
    ('offer', 'action offer.2', 'Wpisz rozmowę o ofercie do obu kalendarzy'),
    ('negotiation', 'name', 'Negotiation'),
    ('negotiation', 'name', 'Negocjacje'),
    ('negotiation', 'short name', 'Negotiation'),
    ('negotiation', 'short name', 'Negocjacje'),
    ('negotiation', 'meaning', 'The customer answered the offer and found it worth talking about; the terms are being settled.'),
    ('negotiation', 'meaning', 'Klient odpowiedział na ofertę i chce o niej rozmawiać; trwa ustalanie warunków.'),
    ('negotiation', 'criterion answered', 'They answered and want to talk'),
    ('negotiation', 'criterion answered', 'Klient odpowiedział i chce rozmawiać'),
    ('negotiation', 'action negotiation.1', 'List what is open: price, delivery, terms'),
    ('negotiation', 'action negotiation.1', 'Spisz otwarte punkty: cena, dostawa, warunki'),
    ('negotiation', 'action negotiation.2', 'Agree who signs, and when'),
    ('negotiation', 'action negotiation.2', 'Ustal, kto i kiedy podpisuje'),
    ('won', 'name', 'Won'),
    ('won', 'name', 'Zamówienie, wygrana'),
    ('won', 'short name', 'Won'),
    ('won', 'short name', 'Wygrana'),
    ('won', 'meaning', 'Contract signed or binding order received, all formalities closed.'),
    ('won', 'meaning', 'Umowa podpisana lub wiążące zamówienie, wszystkie formalności dopięte.'),
    ('won', 'criterion final-value', 'Final value'),
    ('won', 'criterion final-value', 'Wartość końcowa netto'),
    ('won', 'criterion signed', 'Signed or ordered, formalities closed'),
    ('won', 'criterion signed', 'Podpisane lub zamówione, formalności dopięte'),
    ('won', 'action won.1', 'Hand over: who, what, by when'),
    ('won', 'action won.1', 'Przekaż do realizacji: kto, co, na kiedy'),
    ('won', 'action won.2', 'Ask for one recommendation'),
    ('won', 'action won.2', 'Poproś o jedno polecenie'),
    ('lost', 'name', 'Lost'),
    ('lost', 'name', 'Przegrana'),
    ('lost', 'short name', 'Lost'),
    ('lost', 'short name', 'Przegrana'),
    ('lost', 'meaning', 'Closed without an order, with a reason.'),
    ('lost', 'meaning', 'Zamknięta bez zamówienia, z podanym powodem.');

CREATE FUNCTION pg_temp.own_text(of_stage text, of_item text, now_text text, language text) RETURNS jsonb LANGUAGE sql AS $$
    SELECT CASE
        WHEN now_text IS NULL OR now_text = '' THEN NULL
        WHEN EXISTS (SELECT FROM template_text AS t WHERE t.stage_id = of_stage AND t.item = of_item AND t.text = now_text) THEN NULL
        ELSE jsonb_build_object('written', language, 'texts', jsonb_build_object(language, now_text))
    END
$$;

CREATE FUNCTION pg_temp.own_lines(of_stage text, of_kind text, lines jsonb, language text) RETURNS jsonb LANGUAGE sql AS $$
    SELECT coalesce(jsonb_agg(line || jsonb_build_object('text',
        pg_temp.own_text(of_stage, of_kind || ' ' || (line ->> 'id'), line ->> 'text', language)) ORDER BY place), '[]')
    FROM jsonb_array_elements(lines) WITH ORDINALITY AS each (line, place)
$$;

ALTER TABLE stage DROP CONSTRAINT stage_short_name_check;
ALTER TABLE stage ADD COLUMN own_name jsonb, ADD COLUMN own_short_name jsonb, ADD COLUMN own_meaning jsonb;

UPDATE stage AS s SET
    own_name = pg_temp.own_text(s.id, 'name', s.name, w.language),
    own_short_name = pg_temp.own_text(s.id, 'short name', s.short_name, w.language),
    own_meaning = pg_temp.own_text(s.id, 'meaning', s.meaning, w.language),
    criteria = pg_temp.own_lines(s.id, 'criterion', s.criteria, w.language),
    actions = pg_temp.own_lines(s.id, 'action', s.actions, w.language)
FROM workspace AS w WHERE w.id = s.workspace_id;

ALTER TABLE stage DROP COLUMN name, DROP COLUMN short_name, DROP COLUMN meaning;
ALTER TABLE stage RENAME COLUMN own_name TO name;
ALTER TABLE stage RENAME COLUMN own_short_name TO short_name;
ALTER TABLE stage RENAME COLUMN own_meaning TO meaning;
-- At most 12 characters in every language: tables, charts, buttons.
ALTER TABLE stage ADD CONSTRAINT stage_short_name_check
    CHECK (short_name IS NULL OR NOT jsonb_path_exists(short_name, '$.texts.* ? (!(@ like_regex "^.{1,12}$"))'));

UPDATE pipeline AS p SET lost_reasons = pg_temp.own_lines('', 'reason', p.lost_reasons, w.language)
FROM workspace AS w WHERE w.id = p.workspace_id;
