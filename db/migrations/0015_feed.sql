CREATE TABLE `feed_tally` (
	`load_id` text NOT NULL,
	`live` integer NOT NULL,
	`kind` text NOT NULL,
	`batches` integer NOT NULL,
	`rows_in` integer NOT NULL,
	`taken` integer NOT NULL,
	`refused` integer NOT NULL,
	`last_at` text NOT NULL,
	PRIMARY KEY(`load_id`, `live`, `kind`)
);
--> statement-breakpoint
CREATE INDEX `ingest_batch_dataset` ON `ingest_batch` (`dataset_id`,`kind`,`received_at`);