using Microsoft.AspNetCore.Http;

namespace Farol.Live;

/// <summary>A channel of another part of the program, which a connection may follow beside its own.</summary>
/// <param name="Name">As clients name it, and as its frames do.</param>
/// <param name="Open">
/// Sees who asks by the request that opens the connection, and gives what finds the view that a message means. That outlives the request
/// and must not hold it.
/// </param>
public sealed record GuestChannel(string Name, Func<HttpContext, Func<LiveMessage, GuestView>> Open);
