CREATE TABLE `event_day` (
	`load_id` text NOT NULL,
	`kind` text NOT NULL,
	`day` text NOT NULL,
	`rows` integer NOT NULL,
	PRIMARY KEY(`load_id`, `kind`, `day`)
);
--> statement-breakpoint
ALTER TABLE `dataset` ADD `late_kinds` text;
