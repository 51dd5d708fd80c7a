namespace Farol.Devices.Vrp.Chassis;

/// <summary>One sub-card in "display device pic-status".</summary>
/// <param name="Pic">Slot and card: "3/0".</param>
/// <param name="Status">"Registered".</param>
/// <param name="Type">"ETH_40x100GB_CARD".</param>
/// <param name="PortCount">Ports on it.</param>
/// <param name="InitResult">"SUCCESS".</param>
/// <param name="LogicDown">"SUCCESS".</param>
public sealed record PicCard(string Pic, string? Status, string? Type, int? PortCount, string? InitResult, string? LogicDown);
