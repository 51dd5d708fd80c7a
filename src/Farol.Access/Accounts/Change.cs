using Farol.Access.Roles;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.Accounts;

/// <summary>Who makes a change, and from where: for the audit.</summary>
public sealed record Change(string Actor, string? From)
{
    /// <summary>The caller of a request.</summary>
    public static Change By(HttpContext http) => new(http.GetCaller().Name, http.Connection.RemoteIpAddress?.ToString());
}
