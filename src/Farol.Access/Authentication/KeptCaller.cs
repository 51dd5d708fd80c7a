using Farol.Access.Roles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Farol.Access.Authentication;

/// <summary>The caller of a request, to be asked later whether the same request would still come from them.</summary>
public sealed class KeptCaller
{
    private readonly Func<Caller?>? _find;

    private KeptCaller(Caller caller, Func<Caller?>? find) => (Caller, _find) = (caller, find);

    public Caller Caller { get; }

    /// <summary>False once the token is old, or the session or key has ended or changed. Who calls without any credential stays who they are.</summary>
    public bool IsStillThere => _find is null || ReferenceEquals(_find(), Caller);

    /// <summary>Keeps no more of the request than its credential.</summary>
    public static KeptCaller Of(HttpContext http) => new(http.GetCaller(), http.RequestServices.GetRequiredService<CredentialReader>().Keep(http.Request));
}
