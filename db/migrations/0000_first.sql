CREATE TABLE `customer` (
	`key` text NOT NULL,
	`load_id` text NOT NULL,
	`facts` text NOT NULL,
	`facts_as_of` text NOT NULL,
	PRIMARY KEY(`key`, `load_id`)
);
--> statement-breakpoint
CREATE INDEX `customer_load` ON `customer` (`load_id`);--> statement-breakpoint
CREATE TABLE `dataset` (
	`id` text PRIMARY KEY NOT NULL,
	`live_load` text,
	`as_of` text,
	`currency` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `event` (
	`load_id` text NOT NULL,
	`id` text NOT NULL,
	`customer_key` text,
	`at` text NOT NULL,
	`channel` text NOT NULL,
	`kind` text NOT NULL,
	`amount` integer,
	`detail` text,
	PRIMARY KEY(`load_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `event_customer` ON `event` (`customer_key`,`at`);--> statement-breakpoint
CREATE TABLE `load` (
	`id` text PRIMARY KEY NOT NULL,
	`dataset_id` text NOT NULL,
	`state` text NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text,
	`summary` text
);
--> statement-breakpoint
CREATE TABLE `outcome` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_key` text NOT NULL,
	`playbook_version` integer NOT NULL,
	`subject` text NOT NULL,
	`subject_id` text NOT NULL,
	`kind` text NOT NULL,
	`reason_id` text,
	`reason_text` text,
	`at` text NOT NULL,
	`agent` text NOT NULL,
	`received_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outcome_customer` ON `outcome` (`customer_key`,`subject_id`,`at`);--> statement-breakpoint
CREATE TABLE `playbook` (
	`version` integer PRIMARY KEY NOT NULL,
	`digest` text NOT NULL,
	`published_at` text NOT NULL,
	`parts` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `playbook_part` (
	`version` integer NOT NULL,
	`part` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`version`, `part`)
);
