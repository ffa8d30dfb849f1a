CREATE TABLE `segmentation_member` (
	`run_id` integer NOT NULL,
	`customer_key` text NOT NULL,
	`value` text NOT NULL,
	`basis` text NOT NULL,
	PRIMARY KEY(`run_id`, `customer_key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `segmentation_run` (
	`id` integer PRIMARY KEY NOT NULL,
	`model` text NOT NULL,
	`state` text NOT NULL,
	`phase` text NOT NULL,
	`step` integer NOT NULL,
	`cursor` text NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`started_by` text,
	`started_at` text NOT NULL,
	`finished_at` text,
	`published_by` text,
	`published_at` text,
	`closed_at` text,
	`failure` text,
	`loads` text NOT NULL,
	`work` text NOT NULL,
	`result` text NOT NULL,
	`dropped` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `segmentation_run_one` ON `segmentation_run` (`model`,`state`) WHERE "segmentation_run"."state" in ('computing', 'preview', 'live');--> statement-breakpoint
CREATE TABLE `segmentation_step` (
	`run_id` integer NOT NULL,
	`step` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`run_id`, `step`)
);
