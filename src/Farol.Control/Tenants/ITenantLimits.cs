namespace Farol.Control.Tenants;

/// <summary>What each tenant may use, from memory.</summary>
public interface ITenantLimits
{
    /// <summary>Null: there is no such tenant, or it is deleted or not active. The platform's own has no bounds.</summary>
    TenantLimits? Find(string tenantId);
}
