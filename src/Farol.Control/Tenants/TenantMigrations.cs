using Farol.Store.Migrations;

namespace Farol.Control.Tenants;

/// <summary>What the control plane knows of a tenant beside its name.</summary>
internal static class TenantMigrations
{
    /// <summary>A limit that is null is the plan's; a plan that is null, the platform's own tenant's, bounds nothing.</summary>
    public static readonly Migration Plans = new(
        "tenants/0001-plans",
        """
        ALTER TABLE tenants ADD COLUMN plan TEXT;
        ALTER TABLE tenants ADD COLUMN contact_email TEXT;
        ALTER TABLE tenants ADD COLUMN max_requests_per_second INTEGER;
        ALTER TABLE tenants ADD COLUMN max_burst_size INTEGER;
        ALTER TABLE tenants ADD COLUMN max_routes INTEGER;
        ALTER TABLE tenants ADD COLUMN max_backends INTEGER;
        ALTER TABLE tenants ADD COLUMN backend_networks TEXT NOT NULL DEFAULT '';
        ALTER TABLE tenants ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE tenants ADD COLUMN deleted_at_ms INTEGER;
        UPDATE tenants SET plan = 'free' WHERE id <> 'platform';
        """,
        """
        ALTER TABLE tenants ADD COLUMN plan TEXT;
        ALTER TABLE tenants ADD COLUMN contact_email TEXT;
        ALTER TABLE tenants ADD COLUMN max_requests_per_second BIGINT;
        ALTER TABLE tenants ADD COLUMN max_burst_size BIGINT;
        ALTER TABLE tenants ADD COLUMN max_routes BIGINT;
        ALTER TABLE tenants ADD COLUMN max_backends BIGINT;
        ALTER TABLE tenants ADD COLUMN backend_networks TEXT NOT NULL DEFAULT '';
        ALTER TABLE tenants ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
        ALTER TABLE tenants ADD COLUMN deleted_at_ms BIGINT;
        UPDATE tenants SET plan = 'free' WHERE id <> 'platform';
        """);
}
