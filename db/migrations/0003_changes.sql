CREATE TABLE `audit` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`prev` text NOT NULL,
	`at` text NOT NULL,
	`actor` text,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_prev_unique` ON `audit` (`prev`);--> statement-breakpoint
CREATE TABLE `change` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`item_id` text NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`content` text,
	`base_version` integer NOT NULL,
	`notice` text,
	`note` text NOT NULL,
	`editors` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`submitted_at` text,
	`playbook_version` integer,
	`confirm_by` text,
	`confirmed_by` text DEFAULT '[]' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `change_state` ON `change` (`state`,`updated_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `change_open` ON `change` (`kind`,`item_id`) WHERE "change"."state" in ('draft', 'submitted', 'provisional');--> statement-breakpoint
CREATE TABLE `change_step` (
	`change_id` text NOT NULL,
	`revision` integer NOT NULL,
	`action` text NOT NULL,
	`by` text,
	`at` text NOT NULL,
	`comment` text,
	`written` text,
	PRIMARY KEY(`change_id`, `revision`)
);
--> statement-breakpoint
CREATE TABLE `conversion` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_key` text NOT NULL,
	`tip_id` text NOT NULL,
	`at` text NOT NULL,
	`reported_by` text NOT NULL,
	`received_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `conversion_tip` ON `conversion` (`tip_id`,`customer_key`,`at`);--> statement-breakpoint
ALTER TABLE `outcome` ADD `team` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `outcome` ADD `segment_id` text;--> statement-breakpoint
CREATE INDEX `outcome_received` ON `outcome` (`received_at`);--> statement-breakpoint
ALTER TABLE `playbook` ADD `published_by` text;--> statement-breakpoint
ALTER TABLE `playbook` ADD `cause` text;--> statement-breakpoint
CREATE TRIGGER `audit_no_update` BEFORE UPDATE ON `audit` BEGIN SELECT RAISE(ABORT, 'the audit chain only grows'); END;--> statement-breakpoint
CREATE TRIGGER `audit_no_delete` BEFORE DELETE ON `audit` BEGIN SELECT RAISE(ABORT, 'the audit chain only grows'); END;
