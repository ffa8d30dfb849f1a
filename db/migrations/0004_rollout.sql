CREATE TABLE `access` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`agent` text NOT NULL,
	`team` text NOT NULL,
	`action` text NOT NULL,
	`origin` text NOT NULL,
	`customers` text NOT NULL,
	`detail` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `access_at` ON `access` (`at`);--> statement-breakpoint
CREATE INDEX `access_agent` ON `access` (`agent`,`at`);--> statement-breakpoint
CREATE TABLE `access_segment` (
	`id` integer PRIMARY KEY NOT NULL,
	`first_sequence` integer NOT NULL,
	`last_sequence` integer NOT NULL,
	`digest` text NOT NULL,
	`last_at` text NOT NULL,
	`sealed_at` text NOT NULL,
	`dropped_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_segment_first_sequence_unique` ON `access_segment` (`first_sequence`);--> statement-breakpoint
CREATE UNIQUE INDEX `access_segment_last_sequence_unique` ON `access_segment` (`last_sequence`);--> statement-breakpoint
CREATE TABLE `audit_anchor` (
	`at` text PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_customer` (
	`commitment` text PRIMARY KEY NOT NULL,
	`customer_key` text NOT NULL,
	`salt` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_customer_key` ON `audit_customer` (`customer_key`);--> statement-breakpoint
CREATE TABLE `audit_segment` (
	`id` integer PRIMARY KEY NOT NULL,
	`first_sequence` integer NOT NULL,
	`last_sequence` integer NOT NULL,
	`first_prev` text NOT NULL,
	`last_hash` text NOT NULL,
	`last_at` text NOT NULL,
	`sealed_at` text NOT NULL,
	`dropped_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_segment_first_sequence_unique` ON `audit_segment` (`first_sequence`);--> statement-breakpoint
CREATE UNIQUE INDEX `audit_segment_last_sequence_unique` ON `audit_segment` (`last_sequence`);--> statement-breakpoint
CREATE TABLE `erasure` (
	`id` text PRIMARY KEY NOT NULL,
	`requested_by` text NOT NULL,
	`requested_at` text NOT NULL,
	`finished_at` text,
	`summary` text NOT NULL,
	`reason` text NOT NULL,
	`commitment` text NOT NULL,
	`confirmed_by` text
);
--> statement-breakpoint
CREATE TABLE `fleet_browser` (
	`id` text PRIMARY KEY NOT NULL,
	`agent` text NOT NULL,
	`team` text NOT NULL,
	`seen_at` text NOT NULL,
	`version` text NOT NULL,
	`ring` text NOT NULL,
	`report` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `fleet_browser_seen` ON `fleet_browser` (`seen_at`);--> statement-breakpoint
CREATE TABLE `key_pair` (
	`old_key` text PRIMARY KEY NOT NULL,
	`new_key` text NOT NULL,
	`rotation_id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `key_pair_new_key_unique` ON `key_pair` (`new_key`);--> statement-breakpoint
CREATE TABLE `key_rotation` (
	`id` text PRIMARY KEY NOT NULL,
	`old_key_id` text NOT NULL,
	`new_key_id` text NOT NULL,
	`state` text NOT NULL,
	`started_by` text NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text
);
--> statement-breakpoint
CREATE TABLE `legal_hold` (
	`id` text PRIMARY KEY NOT NULL,
	`record_class` text,
	`customer_key` text,
	`reason` text NOT NULL,
	`placed_by` text NOT NULL,
	`placed_at` text NOT NULL,
	`released_by` text,
	`released_at` text
);
--> statement-breakpoint
CREATE INDEX `legal_hold_customer` ON `legal_hold` (`customer_key`);--> statement-breakpoint
CREATE TABLE `objection` (
	`customer_key` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`taken_back_at` text,
	`taken_back_by` text
);
--> statement-breakpoint
CREATE TABLE `retention` (
	`record_class` text PRIMARY KEY NOT NULL,
	`days` integer NOT NULL,
	`set_by` text NOT NULL,
	`set_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_out` (
	`subject` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_out_at` ON `sign_out` (`at`);--> statement-breakpoint
ALTER TABLE `audit` ADD `origin` text DEFAULT '' NOT NULL;--> statement-breakpoint
DROP TRIGGER `audit_no_delete`;--> statement-breakpoint
CREATE TRIGGER `audit_no_delete` BEFORE DELETE ON `audit` WHEN NOT EXISTS (SELECT 1 FROM `audit_segment` WHERE OLD.sequence BETWEEN first_sequence AND last_sequence AND dropped_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'only whole sealed segments are dropped'); END;--> statement-breakpoint
CREATE TRIGGER `access_no_delete` BEFORE DELETE ON `access` WHEN NOT EXISTS (SELECT 1 FROM `access_segment` WHERE OLD.sequence BETWEEN first_sequence AND last_sequence AND dropped_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'only whole sealed segments are dropped'); END;--> statement-breakpoint
CREATE TRIGGER `access_no_update` BEFORE UPDATE ON `access` BEGIN SELECT RAISE(ABORT, 'what is written here stays'); END;--> statement-breakpoint
CREATE TRIGGER `audit_anchor_no_update` BEFORE UPDATE ON `audit_anchor` BEGIN SELECT RAISE(ABORT, 'what is written here stays'); END;--> statement-breakpoint
CREATE TRIGGER `audit_customer_no_update` BEFORE UPDATE ON `audit_customer` WHEN NEW.commitment IS NOT OLD.commitment OR NEW.salt IS NOT OLD.salt OR NOT EXISTS (SELECT 1 FROM `key_pair` WHERE old_key = OLD.customer_key AND new_key = NEW.customer_key) BEGIN SELECT RAISE(ABORT, 'what is written here stays'); END;--> statement-breakpoint
CREATE TRIGGER `audit_anchor_no_delete` BEFORE DELETE ON `audit_anchor` BEGIN SELECT RAISE(ABORT, 'what is written here stays'); END;--> statement-breakpoint
CREATE TRIGGER `audit_segment_no_delete` BEFORE DELETE ON `audit_segment` BEGIN SELECT RAISE(ABORT, 'what is written here stays'); END;--> statement-breakpoint
CREATE TRIGGER `access_segment_no_delete` BEFORE DELETE ON `access_segment` BEGIN SELECT RAISE(ABORT, 'what is written here stays'); END;--> statement-breakpoint
CREATE TRIGGER `audit_segment_drop_once` BEFORE UPDATE ON `audit_segment` WHEN OLD.dropped_at IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.first_sequence IS NOT OLD.first_sequence OR NEW.last_sequence IS NOT OLD.last_sequence OR NEW.first_prev IS NOT OLD.first_prev OR NEW.last_hash IS NOT OLD.last_hash OR NEW.last_at IS NOT OLD.last_at OR NEW.sealed_at IS NOT OLD.sealed_at BEGIN SELECT RAISE(ABORT, 'a segment is dropped once and changed never'); END;--> statement-breakpoint
CREATE TRIGGER `access_segment_drop_once` BEFORE UPDATE ON `access_segment` WHEN OLD.dropped_at IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.first_sequence IS NOT OLD.first_sequence OR NEW.last_sequence IS NOT OLD.last_sequence OR NEW.digest IS NOT OLD.digest OR NEW.last_at IS NOT OLD.last_at OR NEW.sealed_at IS NOT OLD.sealed_at BEGIN SELECT RAISE(ABORT, 'a segment is dropped once and changed never'); END;
