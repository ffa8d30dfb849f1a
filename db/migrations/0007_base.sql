CREATE TABLE `customer_move` (
	`id` text PRIMARY KEY NOT NULL,
	`old_key` text NOT NULL,
	`new_key` text NOT NULL,
	`kind` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `customer_move_old` ON `customer_move` (`old_key`);--> statement-breakpoint
CREATE INDEX `customer_move_new` ON `customer_move` (`new_key`);--> statement-breakpoint
CREATE TABLE `dirty_customer` (
	`load_id` text NOT NULL,
	`customer_key` text NOT NULL,
	`since` text NOT NULL,
	PRIMARY KEY(`load_id`, `customer_key`)
);
--> statement-breakpoint
CREATE INDEX `dirty_customer_since` ON `dirty_customer` (`since`);--> statement-breakpoint
CREATE TABLE `fact_change` (
	`customer_key` text NOT NULL,
	`attribute` text NOT NULL,
	`at` text NOT NULL,
	`before` text,
	`after` text,
	`source` text NOT NULL,
	`received_at` text NOT NULL,
	PRIMARY KEY(`customer_key`, `attribute`, `at`, `source`)
);
--> statement-breakpoint
CREATE INDEX `fact_change_received` ON `fact_change` (`received_at`);--> statement-breakpoint
CREATE TABLE `identifier` (
	`load_id` text NOT NULL,
	`hash` text NOT NULL,
	`customer_key` text NOT NULL,
	`kind` text NOT NULL,
	`role` text NOT NULL,
	`certain` integer NOT NULL,
	`source` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`load_id`, `hash`, `customer_key`)
);
--> statement-breakpoint
CREATE INDEX `identifier_hash` ON `identifier` (`hash`);--> statement-breakpoint
CREATE INDEX `identifier_customer` ON `identifier` (`customer_key`);--> statement-breakpoint
CREATE TABLE `ingest_batch` (
	`id` text PRIMARY KEY NOT NULL,
	`dataset_id` text NOT NULL,
	`load_id` text NOT NULL,
	`kind` text NOT NULL,
	`digest` text NOT NULL,
	`received_at` text NOT NULL,
	`report` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `ingest_batch_received` ON `ingest_batch` (`received_at`);--> statement-breakpoint
ALTER TABLE `customer` ADD `lineage` text;