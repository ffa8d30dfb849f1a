CREATE TABLE `sent_key` (
	`load_id` text NOT NULL,
	`hash` text NOT NULL,
	`customer_key` text NOT NULL,
	PRIMARY KEY(`load_id`, `hash`, `customer_key`)
);
--> statement-breakpoint
CREATE INDEX `sent_key_customer` ON `sent_key` (`customer_key`);--> statement-breakpoint
ALTER TABLE `ingest_batch` ADD `sent_by` text;
