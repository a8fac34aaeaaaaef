PRAGMA application_id = 1380271921;
PRAGMA user_version = 2;
CREATE TABLE "schema_migration" ("id" INTEGER NOT NULL PRIMARY KEY, "name" VARCHAR(255) NOT NULL, "applied" DATETIME NOT NULL);
CREATE TABLE "client" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "kind" TEXT NOT NULL, "standing" TEXT NOT NULL, "name" TEXT NOT NULL, "title" TEXT NOT NULL, "given" TEXT NOT NULL, "middle" TEXT NOT NULL, "family" TEXT NOT NULL, "suffix" TEXT NOT NULL, "sort_name" TEXT NOT NULL, "called" TEXT NOT NULL, "pronunciation" TEXT NOT NULL, "born" TEXT NOT NULL, "died" TEXT NOT NULL, "has_died" INTEGER NOT NULL, "from_place" TEXT NOT NULL, "lives" TEXT NOT NULL, "work" TEXT NOT NULL, "how_met" TEXT NOT NULL, "met_on" TEXT NOT NULL, "sent_by_id" INTEGER, "starred" INTEGER NOT NULL, "created_at" TEXT NOT NULL, "changed_at" TEXT NOT NULL, "archived_at" TEXT, FOREIGN KEY ("sent_by_id") REFERENCES "client" ("id") ON DELETE RESTRICT, CHECK (kind IN ('person', 'household', 'organisation')), CHECK (standing IN ('prospect', 'client', 'past', 'colleague', 'supplier')), CHECK (name <> ''));
CREATE TABLE "client_key" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "source" TEXT NOT NULL, "key" TEXT NOT NULL, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT);
CREATE TABLE "client_spend" ("id" INTEGER NOT NULL PRIMARY KEY, "client_id" INTEGER NOT NULL, "currency" TEXT NOT NULL, "total" INTEGER NOT NULL, "visits" INTEGER NOT NULL, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE CASCADE);
CREATE TABLE "client_summary" ("client_id" INTEGER NOT NULL PRIMARY KEY, "first_visit" TEXT, "last_visit" TEXT, "visits" INTEGER NOT NULL, "visit_days" INTEGER NOT NULL, "rhythm_days" INTEGER, "standing_rank" INTEGER NOT NULL, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE CASCADE);
CREATE TABLE "tag" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "name" TEXT NOT NULL, "folded" TEXT NOT NULL);
CREATE TABLE "client_tag" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "tag_id" INTEGER NOT NULL, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT, FOREIGN KEY ("tag_id") REFERENCES "tag" ("id") ON DELETE RESTRICT);
CREATE TABLE "contact_point" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "kind" TEXT NOT NULL, "label" TEXT NOT NULL, "value" TEXT NOT NULL, "normal" TEXT NOT NULL, "street" TEXT NOT NULL, "postcode" TEXT NOT NULL, "town" TEXT NOT NULL, "region" TEXT NOT NULL, "country" TEXT NOT NULL, "is_primary" INTEGER NOT NULL, "is_past" INTEGER NOT NULL, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT, CHECK (kind IN ('phone', 'email', 'address', 'link')));
CREATE TABLE "former_name" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "name" TEXT NOT NULL, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT);
CREATE TABLE "household_member" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "household_id" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "role" TEXT NOT NULL, FOREIGN KEY ("household_id") REFERENCES "client" ("id") ON DELETE RESTRICT, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT, CHECK (household_id <> client_id));
CREATE TABLE "import" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "at" TEXT NOT NULL, "file_name" TEXT NOT NULL, "sha256" TEXT NOT NULL, "step_id" INTEGER, "clients_new" INTEGER NOT NULL, "clients_matched" INTEGER NOT NULL, "visits" INTEGER NOT NULL, "purchases" INTEGER NOT NULL, "rows_rejected" INTEGER NOT NULL);
CREATE TABLE "item" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "name" TEXT NOT NULL, "folded" TEXT NOT NULL, "category" TEXT NOT NULL, "last_price" INTEGER, "last_currency" TEXT NOT NULL, "last_sold" TEXT, "times_sold" INTEGER NOT NULL);
CREATE TABLE "note" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "at" TEXT NOT NULL, "author" TEXT NOT NULL, "label" TEXT NOT NULL, "text" TEXT NOT NULL, "is_pinned" INTEGER NOT NULL, "is_alert" INTEGER NOT NULL, "ask_next" INTEGER NOT NULL, "asked_at" TEXT, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT, CHECK (text <> ''));
CREATE TABLE "occasion" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "what" TEXT NOT NULL, "on" TEXT NOT NULL, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT, CHECK (what <> ''));
CREATE TABLE "photo" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "image" BLOB NOT NULL, "small" BLOB NOT NULL, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT);
CREATE TABLE "preference" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "kind" TEXT NOT NULL, "category" TEXT NOT NULL, "text" TEXT NOT NULL, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT, CHECK (kind IN ('like', 'dislike', 'allergy', 'size', 'formula')), CHECK (text <> ''));
CREATE TABLE "promise" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "what" TEXT NOT NULL, "who" TEXT NOT NULL, "made_on" TEXT NOT NULL, "due" TEXT, "state" TEXT NOT NULL, "kept_on" TEXT, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT, CHECK (state IN ('open', 'kept', 'withdrawn')), CHECK (what <> ''));
CREATE TABLE "visit" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "day" TEXT NOT NULL, "at" TEXT, "channel" TEXT NOT NULL, "staff" TEXT NOT NULL, "note" TEXT NOT NULL, "currency" TEXT NOT NULL, "total" INTEGER NOT NULL, "key" TEXT, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT, CHECK (channel IN ('visit', 'call', 'order', 'mail')));
CREATE TABLE "purchase" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "visit_id" INTEGER NOT NULL, "position" INTEGER NOT NULL, "item_id" INTEGER NOT NULL, "quantity" INTEGER NOT NULL, "amount" INTEGER NOT NULL, FOREIGN KEY ("visit_id") REFERENCES "visit" ("id") ON DELETE RESTRICT, FOREIGN KEY ("item_id") REFERENCES "item" ("id") ON DELETE RESTRICT);
CREATE TABLE "relation_type" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "name" TEXT NOT NULL, "reverse" TEXT NOT NULL, "position" INTEGER NOT NULL);
CREATE TABLE "relation" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "type_id" INTEGER NOT NULL, "other_id" INTEGER, "other_name" TEXT NOT NULL, "note" TEXT NOT NULL, "born" TEXT NOT NULL, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT, FOREIGN KEY ("type_id") REFERENCES "relation_type" ("id") ON DELETE RESTRICT, FOREIGN KEY ("other_id") REFERENCES "client" ("id") ON DELETE RESTRICT, CHECK ((other_id IS NULL) <> (other_name = '')), CHECK (other_id IS NULL OR other_id <> client_id));
CREATE TABLE "setting" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "name" TEXT NOT NULL, "value" TEXT NOT NULL);
CREATE TABLE "undo_step" ("id" INTEGER NOT NULL PRIMARY KEY, "at" TEXT NOT NULL, "action" TEXT NOT NULL, "about" TEXT NOT NULL, "undone" INTEGER, "clients" TEXT NOT NULL, "everything" INTEGER NOT NULL);
CREATE TABLE "undo_row" ("id" INTEGER NOT NULL PRIMARY KEY, "step_id" INTEGER NOT NULL, "target" TEXT NOT NULL, "operation" TEXT NOT NULL, "first_id" INTEGER NOT NULL, "last_id" INTEGER NOT NULL, "before" TEXT, "after" BLOB, FOREIGN KEY ("step_id") REFERENCES "undo_step" ("id") ON DELETE CASCADE);
CREATE TABLE "wish" ("id" INTEGER NOT NULL PRIMARY KEY, "uuid" BLOB NOT NULL, "rev" INTEGER NOT NULL, "client_id" INTEGER NOT NULL, "what" TEXT NOT NULL, "when" TEXT NOT NULL, "remind_on" TEXT, "budget" INTEGER, "currency" TEXT NOT NULL, "state" TEXT NOT NULL, "asked_on" TEXT NOT NULL, "closed_on" TEXT, FOREIGN KEY ("client_id") REFERENCES "client" ("id") ON DELETE RESTRICT, CHECK (state IN ('open', 'waiting', 'here', 'fulfilled', 'dropped')), CHECK (what <> ''));
CREATE TABLE search_entry (
place INTEGER PRIMARY KEY,
owner INTEGER NOT NULL UNIQUE,
name TEXT NOT NULL,
alias TEXT NOT NULL,
other TEXT NOT NULL,
code TEXT NOT NULL,
part TEXT NOT NULL,
lent TEXT NOT NULL
);
CREATE VIRTUAL TABLE search_word USING fts5 (
name, alias, other, code, part,
content = 'search_entry', content_rowid = 'place',
tokenize = 'ascii', detail = column, columnsize = 0, prefix = '1 2 3'
);
CREATE TABLE search_near (
stem TEXT NOT NULL,
word TEXT NOT NULL,
PRIMARY KEY (stem, word)
) WITHOUT ROWID;
CREATE UNIQUE INDEX "schema_migration_name" ON "schema_migration" ("name");
CREATE INDEX "client_sort_name" ON "client" ("sort_name");
CREATE INDEX "client_sent_by_id" ON "client" ("sent_by_id");
CREATE INDEX "client_key_client_id" ON "client_key" ("client_id");
CREATE UNIQUE INDEX "client_key_source_key" ON "client_key" ("source", "key");
CREATE INDEX "client_spend_client_id" ON "client_spend" ("client_id");
CREATE UNIQUE INDEX "client_spend_client_id_currency" ON "client_spend" ("client_id", "currency");
CREATE INDEX "client_summary_last_visit" ON "client_summary" ("last_visit");
CREATE UNIQUE INDEX "tag_folded" ON "tag" ("folded");
CREATE INDEX "client_tag_client_id" ON "client_tag" ("client_id");
CREATE INDEX "client_tag_tag_id" ON "client_tag" ("tag_id");
CREATE UNIQUE INDEX "client_tag_client_id_tag_id" ON "client_tag" ("client_id", "tag_id");
CREATE INDEX "contact_point_client_id" ON "contact_point" ("client_id");
CREATE INDEX "contact_point_kind_normal" ON "contact_point" ("kind", "normal");
CREATE INDEX "former_name_client_id" ON "former_name" ("client_id");
CREATE INDEX "household_member_household_id" ON "household_member" ("household_id");
CREATE INDEX "household_member_client_id" ON "household_member" ("client_id");
CREATE UNIQUE INDEX "household_member_household_id_client_id" ON "household_member" ("household_id", "client_id");
CREATE INDEX "import_sha256" ON "import" ("sha256");
CREATE UNIQUE INDEX "item_folded" ON "item" ("folded");
CREATE INDEX "note_client_id" ON "note" ("client_id");
CREATE INDEX "occasion_client_id" ON "occasion" ("client_id");
CREATE UNIQUE INDEX "photo_client_id" ON "photo" ("client_id");
CREATE INDEX "preference_client_id" ON "preference" ("client_id");
CREATE INDEX "promise_client_id" ON "promise" ("client_id");
CREATE INDEX "promise_state_due" ON "promise" ("state", "due");
CREATE INDEX "visit_client_id_day_currency_total" ON "visit" ("client_id", "day", "currency", "total");
CREATE UNIQUE INDEX "visit_key" ON "visit" ("key") WHERE ("key" IS NOT NULL);
CREATE INDEX "purchase_visit_id" ON "purchase" ("visit_id");
CREATE INDEX "purchase_item_id" ON "purchase" ("item_id");
CREATE UNIQUE INDEX "relation_type_name" ON "relation_type" ("name");
CREATE INDEX "relation_client_id" ON "relation" ("client_id");
CREATE INDEX "relation_type_id" ON "relation" ("type_id");
CREATE INDEX "relation_other_id" ON "relation" ("other_id");
CREATE UNIQUE INDEX "setting_name" ON "setting" ("name");
CREATE INDEX "undo_step_undone" ON "undo_step" ("undone");
CREATE INDEX "undo_row_step_id" ON "undo_row" ("step_id");
CREATE INDEX "undo_row_target_first_id" ON "undo_row" ("target", "first_id");
CREATE INDEX "wish_client_id" ON "wish" ("client_id");
INSERT INTO "schema_migration" ("id", "name", "applied") VALUES
  (1, '0001_first_tables', '2026-11-22 01:10:36.789214'),
  (2, '0002_search_index', '2026-11-22 01:10:36.793491');
INSERT INTO "client" ("id", "uuid", "rev", "kind", "standing", "name", "title", "given", "middle", "family", "suffix", "sort_name", "called", "pronunciation", "born", "died", "has_died", "from_place", "lives", "work", "how_met", "met_on", "sent_by_id", "starred", "created_at", "changed_at", "archived_at") VALUES
  (1, X'71f4e4d0a9c14e249c377072b6483ff8', 1, 'person', 'client', 'Ada Lovelace', '', 'Ada', '', 'Lovelace', '', 'lovelace ada', 'Ada', '', '1968-11-24', '', 0, '', '', 'engines', '', '', NULL, 0, '2026-11-21T11:52:00Z', '2026-11-21T11:52:00Z', NULL),
  (2, X'784509f16cb4492ca8969f69c5587a7b', 2, 'person', 'client', 'Finn O''Neil', '', 'Finn', '', 'O''Neil', '', 'o''neil finn', '', '', '', '', 0, '', '', '', '', '', 1, 0, '2026-11-21T11:52:00Z', '2026-11-21T11:52:00Z', NULL),
  (3, X'e3332120e15046eb8e305606923db802', 1, 'household', 'client', 'Lovelace', '', '', '', '', '', 'lovelace', '', '', '', '', 0, '', '', '', '', '', NULL, 0, '2026-11-21T11:52:00Z', '2026-11-21T11:52:00Z', NULL),
  (4, X'4514e422c0914fac8a64c5f3ea944ecd', 1, 'person', 'client', 'Siobhan Ní Chonaill', '', 'Siobhan', 'Ní', 'Chonaill', '', 'chonaill siobhan ni', '', '', '', '', 0, '', '', '', '', '', NULL, 0, '2026-11-21T11:52:00Z', '2026-11-21T11:52:00Z', NULL),
  (5, X'd109f97657e0415aa6f8aab011193b85', 1, 'person', 'client', 'Jürgen Groß', '', 'Jürgen', '', 'Groß', '', 'gross jurgen', '', '', '', '', 0, '', '', '', '', '', NULL, 0, '2026-11-21T11:52:00Z', '2026-11-21T11:52:00Z', NULL);
INSERT INTO "client_key" ("id", "uuid", "rev", "client_id", "source", "key") VALUES
  (1, X'9cb86850bf514cb8bb455ba9a0f99790', 1, 4, '4d52fb89', 'C-7'),
  (2, X'93781fccd8fe446a8056387badb214dc', 1, 5, '4d52fb89', 'C-8');
INSERT INTO "client_spend" ("id", "client_id", "currency", "total", "visits") VALUES
  (1, 1, 'GBP', 20460, 3),
  (2, 4, 'GBP', 3700, 1),
  (3, 5, 'GBP', 2290, 1);
INSERT INTO "client_summary" ("client_id", "first_visit", "last_visit", "visits", "visit_days", "rhythm_days", "standing_rank") VALUES
  (1, '2026-10-01', '2026-10-15', 3, 3, 7, 8111),
  (2, NULL, NULL, 0, 0, NULL, 0),
  (3, NULL, NULL, 0, 0, NULL, 0),
  (4, '2026-11-02', '2026-11-02', 1, 1, NULL, 8107),
  (5, '2026-11-05', '2026-11-05', 1, 1, NULL, 8107);
INSERT INTO "tag" ("id", "uuid", "rev", "name", "folded") VALUES
  (1, X'520b256c71584a7f8547604ff53dbc7f', 1, 'club', 'club'),
  (2, X'f77a7d8b414844e09919469a184e2170', 1, 'early', 'early');
INSERT INTO "client_tag" ("id", "uuid", "rev", "client_id", "tag_id") VALUES
  (1, X'e6f9175c10f84454840b3c065e348708', 1, 1, 1),
  (2, X'255ecfc6c7c245d282b47a87bf716375', 1, 2, 1),
  (3, X'dce81ae644c646eb8a78d6469fdae35d', 1, 2, 2);
INSERT INTO "contact_point" ("id", "uuid", "rev", "client_id", "kind", "label", "value", "normal", "street", "postcode", "town", "region", "country", "is_primary", "is_past") VALUES
  (1, X'daf4862fbadb43e4991378e6baad5e45', 2, 1, 'phone', '', '0151 234 5601', '+441512345601', '', '', '', '', '', 1, 0),
  (2, X'14c9ee69cefd463c9c8fc13f1ab9db73', 2, 1, 'email', '', 'ada@example.com', 'ada@example.com', '', '', '', '', '', 1, 0),
  (3, X'81fe66bd010c4b52a6b1b2ccd3e9c772', 1, 4, 'phone', '', '0151 234 5677', '+441512345677', '', '', '', '', '', 1, 0),
  (4, X'2564082c300b4252a831813c111ea1c9', 1, 5, 'phone', '', '0151 234 5678', '+441512345678', '', '', '', '', '', 1, 0);
INSERT INTO "former_name" ("id", "uuid", "rev", "client_id", "name") VALUES
  (1, X'bad1b1a27d7a4ad0a5c13115ef8b37d5', 1, 1, 'Ada Byron');
INSERT INTO "household_member" ("id", "uuid", "rev", "household_id", "client_id", "role") VALUES
  (1, X'34782f96fa98476a9aaf55fae62df671', 1, 3, 1, ''),
  (2, X'fbd0ab17555b4513ba1fb1ea6dddd763', 1, 3, 2, '');
INSERT INTO "import" ("id", "uuid", "rev", "at", "file_name", "sha256", "step_id", "clients_new", "clients_matched", "visits", "purchases", "rows_rejected") VALUES
  (1, X'ef10eb6b76964ba7843bfa07d87588d1', 1, '2026-11-21T11:52:00Z', 'till.csv', 'e07b958a5dda0e27a69fa59c5f718c266701630072d1d8e2700b47e289b9cce6', 15, 2, 0, 2, 3, 1);
INSERT INTO "item" ("id", "uuid", "rev", "name", "folded", "category", "last_price", "last_currency", "last_sold", "times_sold") VALUES
  (1, X'9a6581c74991445b92c7199e56c8c90c', 3, 'latte', 'latte', '', 320, 'GBP', '2026-10-15', 3),
  (2, X'2f42e58a9a7f41648ef828218d76b8bd', 3, 'winter service', 'winter service', '', 4333, 'GBP', '2026-10-15', 3),
  (3, X'd7e8cfea3cd14a4a8e527e79e77ca05e', 2, 'tyre', 'tyre', '', 1450, 'GBP', '2026-11-02', 1),
  (4, X'95ee9d98599c445999d2980e7d799cdc', 2, 'bell', 'bell', '', 800, 'GBP', '2026-11-02', 1),
  (5, X'cd3a30e54c314e65b23cb229e58de60c', 2, 'lamp', 'lamp', '', 2290, 'GBP', '2026-11-05', 1);
INSERT INTO "note" ("id", "uuid", "rev", "client_id", "at", "author", "label", "text", "is_pinned", "is_alert", "ask_next", "asked_at") VALUES
  (1, X'52ee6d2b93404d70a1ee20780195e191', 1, 1, '2026-11-21T11:52:00Z', '', '', 'said that Finn is ill 🤒', 0, 0, 1, NULL);
INSERT INTO "occasion" ("id", "uuid", "rev", "client_id", "what", "on") VALUES
  (1, X'f6ce71e165744e1bb78f06a249ba0fdb', 1, 1, 'opened', '2001-06-01');
INSERT INTO "photo" ("id", "uuid", "rev", "client_id", "image", "small") VALUES
  (1, X'8968bb181bc34cb0bea82c0f501d6d00', 1, 1, X'ffd8ff000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627', X'ffd8ff');
INSERT INTO "preference" ("id", "uuid", "rev", "client_id", "kind", "category", "text") VALUES
  (1, X'd32cecbac9b84d75acd6de55ce2e03d9', 1, 1, 'allergy', '', 'nuts');
INSERT INTO "promise" ("id", "uuid", "rev", "client_id", "what", "who", "made_on", "due", "state", "kept_on") VALUES
  (1, X'40a8bbe9bd6b41679577b04ecf4e711e', 1, 1, 'call back', '', '2026-11-21', '2026-12-01', 'open', NULL);
INSERT INTO "visit" ("id", "uuid", "rev", "client_id", "day", "at", "channel", "staff", "note", "currency", "total", "key") VALUES
  (1, X'c269fd6efabf402da23cc5ef53f1694a', 1, 1, '2026-10-01', NULL, 'visit', '', 'again', 'GBP', 6820, NULL),
  (2, X'5d5c6e96fad34515b9f985c4051bc3cf', 1, 1, '2026-10-08', NULL, 'visit', '', 'again', 'GBP', 6820, NULL),
  (3, X'c40178abaa1e4202bcd2b4a66b3fe79e', 1, 1, '2026-10-15', NULL, 'visit', '', 'again', 'GBP', 6820, NULL),
  (4, X'9e4a659d7d0f4b81b438c0a290a88edf', 1, 4, '2026-11-02', NULL, 'visit', '', '', 'GBP', 3700, '4d52fb89:C-7:2026-11-02:GBP:'),
  (5, X'e103a46f73f944c4a068ac32eac1c796', 1, 5, '2026-11-05', NULL, 'visit', '', '', 'GBP', 2290, '4d52fb89:C-8:2026-11-05:GBP:');
INSERT INTO "purchase" ("id", "uuid", "rev", "visit_id", "position", "item_id", "quantity", "amount") VALUES
  (1, X'ddefbbe04e6d41d784b30daeecfe0e66', 1, 1, 0, 1, 1000, 320),
  (2, X'4bd2fec8ad2444fd952498549867dbce', 1, 1, 1, 2, 1500, 6500),
  (3, X'8bdf3569713b4ce98d1372fb35077b49', 1, 2, 0, 1, 1000, 320),
  (4, X'50875817c4c1460a99eff105acce1876', 1, 2, 1, 2, 1500, 6500),
  (5, X'e8a8c8fec2c14ec0abd288d00d949c55', 1, 3, 0, 1, 1000, 320),
  (6, X'f9fa5d40c0574e93996629cfef651007', 1, 3, 1, 2, 1500, 6500),
  (7, X'c09109e8674c45ca83661b9444a727bb', 1, 4, 0, 3, 2000, 2900),
  (8, X'4cba68c8eea64f08ba345ab8f28aff20', 1, 4, 1, 4, 1000, 800),
  (9, X'9c01463210d24317924df05571a76e7d', 1, 5, 0, 5, 1000, 2290);
INSERT INTO "relation_type" ("id", "uuid", "rev", "name", "reverse", "position") VALUES
  (1, X'bf7f25c0a5a849fba6db97b81dab4943', 1, 'husband', 'wife', 10),
  (2, X'9b01c7283f28468fa2c378ec6a94b74a', 1, 'wife', 'husband', 10),
  (3, X'f2e23dd483ee4ca49186a7ec4eb394d8', 1, 'spouse', 'spouse', 10),
  (4, X'd766b2a7e16a413d9c6e057bdae6ca41', 1, 'partner', 'partner', 10),
  (5, X'a7e323ca8ee9418d86f944b91d31d5bb', 1, 'child', 'parent', 20),
  (6, X'5c17695e33ae47c4a299e5f5726bf0b0', 1, 'son', 'parent', 20),
  (7, X'cac4299c08364aa8be17ee10a0cfc447', 1, 'daughter', 'parent', 20),
  (8, X'35a6b15eb0ae484396cb42da40227d85', 1, 'grandchild', 'grandparent', 25),
  (9, X'e4281b3088b84daaa23b1acecf80029f', 1, 'parent', 'child', 30),
  (10, X'21a71bcf06034bb5a16c6f3760276e65', 1, 'mother', 'child', 30),
  (11, X'e4ec1d752e6f41428e537b5126fa4d59', 1, 'father', 'child', 30),
  (12, X'2819fca152a04043bea7d1d98eb37af4', 1, 'grandparent', 'grandchild', 35),
  (13, X'07537d86578d49d889e6de26c695f1e8', 1, 'sibling', 'sibling', 40),
  (14, X'af9176a2310f4e63a9555dbc00f2eb08', 1, 'brother', 'sibling', 40),
  (15, X'1a21f74813c24cdbb85da7246f7f4940', 1, 'sister', 'sibling', 40),
  (16, X'a72f2e85e147446496b978c735465ec0', 1, 'pet', 'owner', 50),
  (17, X'7f609cdf827c40359e14aae53972d4fc', 1, 'dog', 'owner', 50),
  (18, X'4fbccff25be2469d93ebef2afdfab9d8', 1, 'cat', 'owner', 50),
  (19, X'51cd1a2e60a94d8dbb9b058b937e6f48', 1, 'owner', 'pet', 55),
  (20, X'fafeda20f45f46328854103d0196e720', 1, 'friend', 'friend', 60),
  (21, X'05c651ec48554cae9b94973bb089801f', 1, 'neighbour', 'neighbour', 65),
  (22, X'1c15e9290cd54009afd5b3be42675e8e', 1, 'colleague', 'colleague', 70),
  (23, X'a0d301128155442fa253a8e06cac83ce', 1, 'works at', 'works here', 75),
  (24, X'00b05f3665ea4d978609ed793d58e722', 1, 'works here', 'works at', 75),
  (25, X'01c959a3c5c849a78519b151e835baa7', 1, 'carer', 'looks after', 80);
INSERT INTO "relation" ("id", "uuid", "rev", "client_id", "type_id", "other_id", "other_name", "note", "born") VALUES
  (1, X'64a429a8254e4bb99265b8bd4c2f33fb', 1, 1, 1, 2, '', '', ''),
  (2, X'0dd43f378a3b413f9173f6fa32c0fba8', 1, 1, 17, NULL, 'Rex', '', '2019');
INSERT INTO "setting" ("id", "uuid", "rev", "name", "value") VALUES
  (1, X'f02b6af37ac04a9794240c991593f714', 1, 'name', '"Bell & Chain"'),
  (2, X'295d95e099434d54bd8856928e7ac149', 1, 'currency', '"GBP"'),
  (3, X'fec1fa85fe87453c93745837d127a3bc', 1, 'region', '"GB"');
INSERT INTO "undo_step" ("id", "at", "action", "about", "undone", "clients", "everything") VALUES
  (1, '2026-11-21T11:52:00Z', 'client.add', 'Ada Lovelace', NULL, '[[1],[1]]', 0),
  (2, '2026-11-21T11:52:00Z', 'client.add', 'Finn O''Neil', NULL, '[[2],[2]]', 0),
  (3, '2026-11-21T11:52:00Z', 'contact.add', 'Ada Lovelace', NULL, '[[1],[1]]', 0),
  (4, '2026-11-21T11:52:00Z', 'contact.add', 'Ada Lovelace', NULL, '[[1],[1]]', 0),
  (5, '2026-11-21T11:52:00Z', 'visit.log', 'Ada Lovelace', NULL, '[[1],[1]]', 0),
  (6, '2026-11-21T11:52:00Z', 'visit.log', 'Ada Lovelace', NULL, '[[1],[1]]', 0),
  (7, '2026-11-21T11:52:00Z', 'visit.log', 'Ada Lovelace', NULL, '[[1],[1]]', 0),
  (8, '2026-11-21T11:52:00Z', 'note.add', 'Ada Lovelace', NULL, '[[1],[1]]', 0),
  (9, '2026-11-21T11:52:00Z', 'occasion.add', 'Ada Lovelace', NULL, '[[1],[1]]', 0),
  (10, '2026-11-21T11:52:00Z', 'household.create', 'Lovelace', NULL, '[[1,2,3],[1,2,3]]', 0),
  (11, '2026-11-21T11:52:00Z', 'relation.add', 'Ada Lovelace', NULL, '[[1,2],[1,2]]', 0),
  (12, '2026-11-21T11:52:00Z', 'relation.add', 'Ada Lovelace', NULL, '[[1],[1]]', 0),
  (13, '2026-11-21T11:52:00Z', 'client.set_sent_by', 'Finn O''Neil', NULL, '[[1,2,3],[1,2,3]]', 0),
  (14, '2026-11-21T11:52:00Z', 'photo.set', 'Ada Lovelace', NULL, '[[1],[]]', 0),
  (15, '2026-11-21T11:52:00Z', 'import.run', 'till.csv', NULL, '[[4,5],[4,5]]', 0),
  (16, '2026-11-21T11:52:00Z', 'note.add', 'Finn O''Neil', 1, '[[2],[2]]', 0);
INSERT INTO "undo_row" ("id", "step_id", "target", "operation", "first_id", "last_id", "before", "after") VALUES
  (1, 1, 'client', 'insert', 1, 1, NULL, NULL),
  (2, 1, 'former_name', 'insert', 1, 1, NULL, NULL),
  (3, 1, 'tag', 'insert', 1, 1, NULL, NULL),
  (4, 1, 'client_tag', 'insert', 1, 1, NULL, NULL),
  (5, 2, 'client', 'insert', 2, 2, NULL, NULL),
  (6, 2, 'client_tag', 'insert', 2, 2, NULL, NULL),
  (7, 2, 'tag', 'insert', 2, 2, NULL, NULL),
  (8, 2, 'client_tag', 'insert', 3, 3, NULL, NULL),
  (9, 3, 'contact_point', 'insert', 1, 1, NULL, NULL),
  (10, 3, 'contact_point', 'update', 1, 1, '{"is_primary":0}', '{"is_primary":true}'),
  (11, 4, 'contact_point', 'insert', 2, 2, NULL, NULL),
  (12, 4, 'contact_point', 'update', 2, 2, '{"is_primary":0}', '{"is_primary":true}'),
  (13, 5, 'visit', 'insert', 1, 1, NULL, NULL),
  (14, 5, 'item', 'insert', 1, 1, NULL, NULL),
  (15, 5, 'item', 'insert', 2, 2, NULL, NULL),
  (16, 5, 'purchase', 'insert', 1, 2, NULL, NULL),
  (17, 5, 'promise', 'insert', 1, 1, NULL, NULL),
  (18, 5, 'wish', 'insert', 1, 1, NULL, NULL),
  (19, 5, 'preference', 'insert', 1, 1, NULL, NULL),
  (20, 6, 'visit', 'insert', 2, 2, NULL, NULL),
  (21, 6, 'item', 'update', 1, 1, '{"times_sold":1,"last_sold":"2026-10-01"}', '{"times_sold":2,"last_sold":"2026-10-08"}'),
  (22, 6, 'item', 'update', 2, 2, '{"times_sold":1,"last_sold":"2026-10-01"}', '{"times_sold":2,"last_sold":"2026-10-08"}'),
  (23, 6, 'purchase', 'insert', 3, 4, NULL, NULL),
  (24, 7, 'visit', 'insert', 3, 3, NULL, NULL),
  (25, 7, 'item', 'update', 1, 1, '{"times_sold":2,"last_sold":"2026-10-08"}', '{"times_sold":3,"last_sold":"2026-10-15"}'),
  (26, 7, 'item', 'update', 2, 2, '{"times_sold":2,"last_sold":"2026-10-08"}', '{"times_sold":3,"last_sold":"2026-10-15"}'),
  (27, 7, 'purchase', 'insert', 5, 6, NULL, NULL),
  (28, 8, 'note', 'insert', 1, 1, NULL, NULL),
  (29, 9, 'occasion', 'insert', 1, 1, NULL, NULL),
  (30, 10, 'client', 'insert', 3, 3, NULL, NULL),
  (31, 10, 'household_member', 'insert', 1, 1, NULL, NULL),
  (32, 10, 'household_member', 'insert', 2, 2, NULL, NULL),
  (33, 11, 'relation', 'insert', 1, 1, NULL, NULL),
  (34, 12, 'relation', 'insert', 2, 2, NULL, NULL),
  (35, 13, 'client', 'update', 2, 2, '{"sent_by_id":null}', '{"sent_by_id":1}'),
  (36, 14, 'photo', 'insert', 1, 1, NULL, NULL),
  (37, 15, 'client', 'insert', 4, 5, NULL, NULL),
  (38, 15, 'client_key', 'insert', 1, 2, NULL, NULL),
  (39, 15, 'contact_point', 'insert', 3, 4, NULL, NULL),
  (40, 15, 'item', 'insert', 3, 5, NULL, NULL),
  (41, 15, 'visit', 'insert', 4, 5, NULL, NULL),
  (42, 15, 'purchase', 'insert', 7, 9, NULL, NULL),
  (43, 15, 'item', 'update', 3, 3, '{"times_sold":0,"last_price":null,"last_currency":"","last_sold":null}', '{"times_sold":1,"last_price":1450,"last_currency":"GBP","last_sold":"2026-11-02"}'),
  (44, 15, 'item', 'update', 4, 4, '{"times_sold":0,"last_price":null,"last_currency":"","last_sold":null}', '{"times_sold":1,"last_price":800,"last_currency":"GBP","last_sold":"2026-11-02"}'),
  (45, 15, 'item', 'update', 5, 5, '{"times_sold":0,"last_price":null,"last_currency":"","last_sold":null}', '{"times_sold":1,"last_price":2290,"last_currency":"GBP","last_sold":"2026-11-05"}'),
  (46, 15, 'import', 'insert', 1, 1, NULL, NULL),
  (47, 16, 'note', 'insert', 2, 2, NULL, X'78018b8e36d2a956524952b252f24b4e724dd54eca0e8a282c0ff7d7f60b2b3533c82eb7b555aad531d431d25132323032d33534d435320c3134b43235b232308852d25182a092c4ecd43c85a4c4e46c85c4f4c4cc3c251d0330cc2bcdc9898d050085521b90');
INSERT INTO "wish" ("id", "uuid", "rev", "client_id", "what", "when", "remind_on", "budget", "currency", "state", "asked_on", "closed_on") VALUES
  (1, X'5098133c9aaa4e57a72d31600ea7e268', 1, 1, 'a red one', '', NULL, 20000, 'GBP', 'open', '2026-11-21', NULL);
INSERT INTO "search_entry" ("place", "owner", "name", "alias", "other", "code", "part", "lent") VALUES
  (61662845468673, 1, 'ada lovelace', 'adalovelace ada lovelace byron adabyron', 'engines finn oneil rex club lovelace said that is ill a red one call back nuts opened again', 'ada example com', '·ovelace ·velace ·elace ·lace ·ace №004 №044 №441 №415 №151 №512 №123 №234 №345 №456 №560 №601 №0044 №0441 №4415 №4151 №1512 №5123 №1234 №2345 №3456 №4560 №5601 №004415 №044151 №441512 №415123 №151234 №512345 №123456 №234560 №345601 №015 №0151 №015123 →spouse→finn →spouse→oneil →wife→finn →wife→oneil →owner→rex →dog→ada →dog→lovelace →pet→ada →pet→lovelace ·yron ·ron', '2:s 2:t1 3:h | Ada Lovelace called=Ada'),
  (61667140435972, 4, 'siobhan ni chonaill', 'siobhannichonaill nichonaill siobhan ni chonaill', '', 'c 7', '·iobhan ·obhan ·bhan ·han ·honaill ·onaill ·naill ·aill ·ill №004 №044 №441 №415 №151 №512 №123 №234 №345 №456 №567 №677 №0044 №0441 №4415 №4151 №1512 №5123 №1234 №2345 №3456 №4567 №5677 №004415 №044151 №441512 №415123 №151234 №512345 №123456 №234567 №345677 №015 №0151 №015123', ''),
  (61667140435973, 5, 'jurgen gross', 'jurgengross jurgen gross', '', 'c 8', '·urgen ·rgen ·gen ·ross ·oss №004 №044 №441 №415 №151 №512 №123 №234 №345 №456 №567 №678 №0044 №0441 №4415 №4151 №1512 №5123 №1234 №2345 №3456 №4567 №5678 №004415 №044151 №441512 №415123 №151234 №512345 №123456 №234567 №345678 №015 №0151 №015123', ''),
  (70368744177666, 2, 'finn oneil', 'finnoneil finn oneil', 'ada lovelace club early', '', '·inn ·neil ·eil →husband→ada →husband→lovelace →spouse→ada →spouse→lovelace', '1:b 1:r1 3:h | Finn O''Neil'),
  (70368744177667, 3, 'lovelace', '', 'ada lovelace finn oneil', '', '·ovelace ·velace ·elace ·lace ·ace', '1:m 2:m | Lovelace');
INSERT INTO search_word (search_word) VALUES ('rebuild');
INSERT INTO "search_near" ("stem", "word") VALUES
  ('aa', 'ada'),
  ('aabyr', 'adabyron'),
  ('aain', 'again'),
  ('aalov', 'adalovelace'),
  ('ack', 'back'),
  ('ad', 'ada'),
  ('ada', 'ada'),
  ('adabr', 'adabyron'),
  ('adaby', 'adabyron'),
  ('adabyr', 'adabyron'),
  ('adalo', 'adalovelace'),
  ('adalov', 'adalovelace'),
  ('adalv', 'adalovelace'),
  ('adaov', 'adalovelace'),
  ('adayr', 'adabyron'),
  ('adbyr', 'adabyron'),
  ('adlov', 'adalovelace'),
  ('agai', 'again'),
  ('again', 'again'),
  ('agan', 'again'),
  ('agin', 'again'),
  ('aid', 'said'),
  ('all', 'call'),
  ('arly', 'early'),
  ('bac', 'back'),
  ('back', 'back'),
  ('bak', 'back'),
  ('bck', 'back'),
  ('bron', 'byron'),
  ('byon', 'byron'),
  ('byrn', 'byron'),
  ('byro', 'byron'),
  ('byron', 'byron'),
  ('cal', 'call'),
  ('call', 'call'),
  ('chnai', 'chonaill'),
  ('choai', 'chonaill'),
  ('chona', 'chonaill'),
  ('chonai', 'chonaill'),
  ('choni', 'chonaill'),
  ('clb', 'club'),
  ('cll', 'call'),
  ('clu', 'club'),
  ('club', 'club'),
  ('conai', 'chonaill'),
  ('cub', 'club'),
  ('da', 'ada'),
  ('dabyr', 'adabyron'),
  ('dalov', 'adalovelace'),
  ('ealy', 'early'),
  ('earl', 'early'),
  ('early', 'early'),
  ('eary', 'early'),
  ('ed', 'red'),
  ('egine', 'engines'),
  ('engie', 'engines'),
  ('engin', 'engines'),
  ('engine', 'engines'),
  ('engne', 'engines'),
  ('enine', 'engines'),
  ('erly', 'early'),
  ('ex', 'rex'),
  ('fin', 'finn'),
  ('finn', 'finn'),
  ('finnn', 'finnoneil'),
  ('finno', 'finnoneil'),
  ('finnon', 'finnoneil'),
  ('finon', 'finnoneil'),
  ('fnn', 'finn'),
  ('fnnon', 'finnoneil'),
  ('gain', 'again'),
  ('goss', 'gross'),
  ('gros', 'gross'),
  ('gross', 'gross'),
  ('grss', 'gross'),
  ('hat', 'that'),
  ('honai', 'chonaill'),
  ('ichon', 'nichonaill'),
  ('il', 'ill'),
  ('ill', 'ill'),
  ('inn', 'finn'),
  ('innon', 'finnoneil'),
  ('iobha', 'siobhan'),
  ('iobha', 'siobhannichonaill'),
  ('jrgen', 'jurgen'),
  ('jrgen', 'jurgengross'),
  ('jugen', 'jurgen'),
  ('jugen', 'jurgengross'),
  ('juren', 'jurgen'),
  ('juren', 'jurgengross'),
  ('jurge', 'jurgen'),
  ('jurge', 'jurgengross'),
  ('jurgen', 'jurgen'),
  ('jurgen', 'jurgengross'),
  ('jurgn', 'jurgen'),
  ('jurgn', 'jurgengross'),
  ('ll', 'ill'),
  ('loela', 'lovelace'),
  ('lovea', 'lovelace'),
  ('lovel', 'lovelace'),
  ('lovela', 'lovelace'),
  ('lovla', 'lovelace'),
  ('lub', 'club'),
  ('lvela', 'lovelace'),
  ('nchon', 'nichonaill'),
  ('ne', 'one'),
  ('neil', 'oneil'),
  ('ngine', 'engines'),
  ('nichn', 'nichonaill'),
  ('nicho', 'nichonaill'),
  ('nichon', 'nichonaill'),
  ('nicon', 'nichonaill'),
  ('nihon', 'nichonaill'),
  ('nts', 'nuts'),
  ('nus', 'nuts'),
  ('nut', 'nuts'),
  ('nuts', 'nuts'),
  ('oe', 'one'),
  ('oeil', 'oneil'),
  ('oened', 'opened'),
  ('on', 'one'),
  ('one', 'one'),
  ('onei', 'oneil'),
  ('oneil', 'oneil'),
  ('onel', 'oneil'),
  ('onil', 'oneil'),
  ('opeed', 'opened'),
  ('opend', 'opened'),
  ('opene', 'opened'),
  ('opened', 'opened'),
  ('opned', 'opened'),
  ('ovela', 'lovelace'),
  ('pened', 'opened'),
  ('rd', 'red'),
  ('re', 'red'),
  ('re', 'rex'),
  ('red', 'red'),
  ('rex', 'rex'),
  ('ross', 'gross'),
  ('rx', 'rex'),
  ('sad', 'said'),
  ('sai', 'said'),
  ('said', 'said'),
  ('sibha', 'siobhan'),
  ('sibha', 'siobhannichonaill'),
  ('sid', 'said'),
  ('sioba', 'siobhan'),
  ('sioba', 'siobhannichonaill'),
  ('siobh', 'siobhan'),
  ('siobh', 'siobhannichonaill'),
  ('siobha', 'siobhan'),
  ('siobha', 'siobhannichonaill'),
  ('sioha', 'siobhan'),
  ('sioha', 'siobhannichonaill'),
  ('sobha', 'siobhan'),
  ('sobha', 'siobhannichonaill'),
  ('tat', 'that'),
  ('tha', 'that'),
  ('that', 'that'),
  ('tht', 'that'),
  ('urgen', 'jurgen'),
  ('urgen', 'jurgengross'),
  ('uts', 'nuts'),
  ('yron', 'byron');
