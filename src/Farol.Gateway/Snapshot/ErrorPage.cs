using Farol.Configuration.Gateway;

namespace Farol.Gateway.Snapshot;

/// <summary>A body ready to be sent with statuses that the gateway answers itself.</summary>
internal sealed record ErrorPage(StatusRange Status, byte[] ContentType, byte[] Body);
