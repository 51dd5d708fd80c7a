namespace Farol.Access.Roles;

/// <summary>Which tenants there are; the control plane knows, a monitor alone has only the platform's own.</summary>
public interface ITenants
{
    /// <summary>Whether somebody can act in it: it is there, active and not deleted.</summary>
    bool IsServed(string tenantId);
}
