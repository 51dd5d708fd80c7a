namespace Farol.Devices.Vrp.Subscribers;

/// <summary>A "key : value" line under the router's own key, for what has no property of its own.</summary>
/// <param name="Section">"Basic", "AAA", "ACL&amp;QoS"… where the output has sections.</param>
/// <param name="Key">As printed.</param>
/// <param name="Value">Null where the router prints "-" or nothing.</param>
/// <param name="FromRadius">The router marks the value as sent by the RADIUS server.</param>
public sealed record AccessAttribute(string? Section, string Key, string? Value, bool FromRadius);
