using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.Roles;

/// <summary>Says on an endpoint or a group who may call it. <c>AllowAnonymous()</c> opens one to everybody.</summary>
public static class RoleExtensions
{
    /// <summary>At least this role in the caller's tenant. What belongs to another tenant asks <see cref="Caller.Has"/> too.</summary>
    public static T RequireRole<T>(this T builder, Role role)
        where T : IEndpointConventionBuilder => builder.WithMetadata(new AccessDemand(role));

    /// <summary>Only administrators of the installation.</summary>
    public static T RequirePlatform<T>(this T builder)
        where T : IEndpointConventionBuilder => builder.WithMetadata(new AccessDemand(null, Platform: true));

    /// <summary>Anybody who is logged in; not the local viewer.</summary>
    public static T RequireLogin<T>(this T builder)
        where T : IEndpointConventionBuilder => builder.WithMetadata(new AccessDemand(null));

    /// <summary>Not for API keys.</summary>
    public static T ForPersons<T>(this T builder)
        where T : IEndpointConventionBuilder => builder.WithMetadata(new ForPersons());

    /// <summary>Who makes this request. Never null: a public endpoint may be called by nobody.</summary>
    public static Caller GetCaller(this HttpContext context) => context.Features.Get<Caller>() ?? Caller.Nobody;
}
