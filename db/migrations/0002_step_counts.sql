CREATE TABLE `step_count` (
	`day` text NOT NULL,
	`playbook_version` integer NOT NULL,
	`adapter` text NOT NULL,
	`screen` text NOT NULL,
	`part` text NOT NULL,
	`step` integer NOT NULL,
	`outcome` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`day`, `playbook_version`, `adapter`, `screen`, `part`, `step`, `outcome`)
);
--> statement-breakpoint
CREATE TABLE `step_count_batch` (
	`id` text PRIMARY KEY NOT NULL,
	`received_on` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `step_count_batch_received` ON `step_count_batch` (`received_on`);