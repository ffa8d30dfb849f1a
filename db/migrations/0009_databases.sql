CREATE TABLE `agent_answer` (
	`id` text PRIMARY KEY NOT NULL,
	`agent` text NOT NULL,
	`home` text NOT NULL,
	`tip_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` text NOT NULL,
	`received_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `agent_answer_agent` ON `agent_answer` (`agent`,`received_at`);--> statement-breakpoint
CREATE INDEX `agent_answer_home` ON `agent_answer` (`home`);--> statement-breakpoint
CREATE INDEX `agent_answer_received` ON `agent_answer` (`received_at`);--> statement-breakpoint
CREATE TABLE `arriving_bucket` (
	`bucket` integer PRIMARY KEY NOT NULL,
	`step` integer NOT NULL,
	`copying` text,
	`after` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `arriving_row` (
	`bucket` integer NOT NULL,
	`table_name` text NOT NULL,
	`key` text NOT NULL,
	`row` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `arriving_row_of` ON `arriving_row` (`bucket`,`table_name`,`key`);--> statement-breakpoint
CREATE TABLE `bucket` (
	`id` integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `bucket_move` (
	`bucket` integer PRIMARY KEY NOT NULL,
	`target` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `leaving_change` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`table_name` text NOT NULL,
	`key` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `placement` (
	`bucket` integer PRIMARY KEY NOT NULL,
	`database` text NOT NULL
);
--> statement-breakpoint
INSERT INTO `agent_answer` SELECT id, agent, '', subject_id, kind, min(at, received_at), received_at FROM `outcome`
	WHERE subject = 'tip' AND kind IN ('accepted', 'deferred', 'dismissed', 'prompted');
