using Farol.Access.Roles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Access.SecurityEvents;

/// <summary>Reports what a request did, with where it came from.</summary>
public static class SecurityReports
{
    /// <summary>Source and tenant are the request's where the event names none.</summary>
    public static void Report(this HttpContext http, SecurityEvent happened) =>
        http.RequestServices.GetService<ISecurityEvents>()?.Report(happened with
        {
            Source = happened.Source ?? http.Connection.RemoteIpAddress?.ToString(),
            TenantId = happened.TenantId ?? http.GetCaller().TenantId,
        });
}
