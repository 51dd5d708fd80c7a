namespace Farol.Access.Accounts;

/// <summary>The tenant that the installation's own routers and people belong to. It always exists.</summary>
public static class PlatformTenant
{
    public const string Id = "platform";

    public const string Name = "Platform";
}
