CREATE TABLE `script_run` (
	`id` text PRIMARY KEY NOT NULL,
	`received_on` text NOT NULL,
	`day` text NOT NULL,
	`playbook_version` integer NOT NULL,
	`script_id` text NOT NULL,
	`finished` integer NOT NULL,
	`agent` text NOT NULL,
	`team` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `script_run_received` ON `script_run` (`received_on`);--> statement-breakpoint
CREATE INDEX `script_run_day` ON `script_run` (`day`,`script_id`);--> statement-breakpoint
CREATE TABLE `script_step` (
	`run_id` text NOT NULL,
	`step_id` text NOT NULL,
	`outcome` text NOT NULL,
	`seconds` integer NOT NULL,
	`variant` text NOT NULL,
	PRIMARY KEY(`run_id`, `step_id`)
);
