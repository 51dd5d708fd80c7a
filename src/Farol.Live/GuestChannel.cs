using Microsoft.AspNetCore.Http;

namespace Farol.Live;

/// <summary>A channel of another part of the program, which a connection may follow beside its own.</summary>
/// <param name="Name">As clients name it, and as its frames do.</param>
/// <param name="Find">Judges who asks, by the request that opened the connection, and finds the view that the message means.</param>
public sealed record GuestChannel(string Name, Func<HttpContext, LiveMessage, GuestView> Find);
